"""Drawing with SVG: a few shapes, and the colours of light and dark pages."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

# Colours that people with colour blindness tell apart (Okabe and Ito 2008), lighter on dark pages.
_STYLE = """
svg { --page: #ffffff; --ink: #1b1f24; --soft: #5b6470; --grid: #e3e6ea;
  --one: #0072b2; --other: #d55e00; background: var(--page);
  font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
@media (prefers-color-scheme: dark) { svg { --page: #15181c; --ink: #e8eaed; --soft: #a3abb5;
  --grid: #2c3238; --one: #56b4e9; --other: #e69f00; } }
text { fill: var(--ink); font-size: 13px; }
.title { font-size: 17px; font-weight: 600; }
.soft { fill: var(--soft); font-size: 12px; }
.count { fill: var(--soft); font-size: 12px; paint-order: stroke; stroke: var(--page);
  stroke-width: 4px; stroke-linejoin: round; }
.page { fill: var(--page); }
.grid { stroke: var(--grid); stroke-width: 1; }
.ideal { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 4; }
.one { fill: var(--one); }
.other { fill: var(--other); }
.curve { fill: none; stroke: var(--one); stroke-width: 2; stroke-linejoin: round; }
.whisker { stroke: var(--one); stroke-width: 1.5; opacity: .55; }
.dot { fill: var(--one); stroke: var(--page); stroke-width: 1.5; }
"""


class Drawing:
    """A picture of a size in pixels, with what a screen reader says of it."""

    def __init__(self, width: int, height: int, title: str, description: str) -> None:
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width} {height}",
                "width": str(width),
                "height": str(height),
                "role": "img",
                "aria-labelledby": "title description",
            },
        )
        SubElement(self._root, "title", {"id": "title"}).text = title
        SubElement(self._root, "desc", {"id": "description"}).text = description
        SubElement(self._root, "style").text = _STYLE
        self.rectangle("page", 0, 0, width, height)

    def text(self, kind: str, x: float, y: float, words: str, anchor: str = "start") -> Element:
        """Words at a place; `kind` is one of the classes above, or ""."""
        element = self._add("text", kind, x=x, y=y)
        element.set("text-anchor", anchor)
        element.text = words
        return element

    def upright(self, kind: str, x: float, y: float, words: str) -> None:
        """Words from below to above, with their middle there."""
        turned = self.text(kind, x, y, words, "middle")
        turned.set("transform", f"rotate(-90 {_number(x)} {_number(y)})")

    def line(self, kind: str, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A straight line."""
        self._add("line", kind, x1=start[0], y1=start[1], x2=end[0], y2=end[1])

    def curve(self, kind: str, points: list[tuple[float, float]]) -> None:
        """Straight lines from point to point."""
        element = self._add("polyline", kind)
        element.set("points", " ".join(f"{_number(x)},{_number(y)}" for x, y in points))

    def rectangle(self, kind: str, x: float, y: float, width: float, height: float) -> Element:
        """A filled one."""
        return self._add("rect", kind, x=x, y=y, width=width, height=height)

    def dot(self, kind: str, x: float, y: float, radius: float) -> Element:
        """A filled circle."""
        return self._add("circle", kind, cx=x, cy=y, r=radius)

    def hint(self, element: Element, words: str) -> None:
        """What is said where the pointer rests on a shape."""
        SubElement(element, "title").text = words

    def source(self) -> str:
        """The picture as a file."""
        indent(self._root, space=" ")
        return tostring(self._root, encoding="unicode") + "\n"

    def _add(self, tag: str, kind: str, **numbers: float) -> Element:
        attributes = {name: _number(value) for name, value in numbers.items()}
        return SubElement(self._root, tag, attributes | ({"class": kind} if kind else {}))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
