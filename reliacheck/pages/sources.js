"use strict";
// A source and its sentences light up together.
(() => {
  const of = (target) => (target.closest?.("[data-sources]")?.dataset.sources ?? "").split(" ").filter(Boolean);
  const light = (target) => {
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    const story = target.closest?.("main");
    const numbers = of(target);
    if (!story || !numbers.length) return;
    story.querySelectorAll("[data-sources]").forEach((one) => {
      if (of(one).some((number) => numbers.includes(number))) one.classList.add("lit");
    });
  };
  document.addEventListener("mouseover", (event) => light(event.target));
  document.addEventListener("focusin", (event) => light(event.target));
})();
