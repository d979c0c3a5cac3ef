"use strict";
// A passage and its twin light up together; a click on a number brings the twin beside it.
(() => {
  const of = (target) => target.closest?.("[data-passage]")?.dataset.passage;
  let lit = null;
  const light = (number) => {
    if (number === lit) return;
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    lit = number ?? null;
    if (lit) document.querySelectorAll(`[data-passage="${lit}"]`).forEach((one) => one.classList.add("lit"));
  };
  document.addEventListener("mouseover", (event) => light(of(event.target)));
  document.addEventListener("focusin", (event) => light(of(event.target)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("article .number, article .tag");
    const twin = link && document.getElementById(link.hash.slice(1));
    const pane = twin?.closest("article");
    if (!pane || pane.scrollHeight <= pane.clientHeight + 1) return;
    event.preventDefault();
    const there = twin.getBoundingClientRect().top - link.getBoundingClientRect().top;
    pane.scrollBy({ top: there });
    history.replaceState(null, "", link.hash);
    (twin.matches("a") ? twin : link).focus({ preventScroll: true });
    light(of(twin));
  });
})();
