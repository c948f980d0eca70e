"""A drawing as a Mermaid flow chart, for documents and reviews that show Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .model import Drawing, Edge, Node
from .wrapping import clean, wrap

#: Units of half a CJK character in a line of a box, and of the words on an edge.
_BOX: Final = 48
_EDGE: Final = 24
#: What would end a label, start a tag, an entity, a directive or a style, or be read as Markdown or a formula.
_SPECIAL: Final = re.compile(r"""["'`<>&#%{}\[\]|\\$*_~;:^@!]""")
#: What at the start of a line Markdown would take for a list, a heading, a quotation or a rule.
_AT_START: Final = re.compile(r"^(\d*)([-+.)=])")
_SHAPES: Final = {"start": ("(", ")"), "outcome": ("(", ")"), "form": ("[[", "]]")}
#: Lets lines be as long as they are made here; without it Mermaid breaks them again.
_SETTINGS: Final = '%%{init: {"flowchart": {"wrappingWidth": 440}}}%%'
_CLASSES: Final = (
    "classDef start fill:#e3eefb,stroke:#2b6cb0,color:#1a202c",
    "classDef question fill:#ffffff,stroke:#4a5568,color:#1a202c",
    "classDef fields fill:#f1f3f6,stroke:#718096,color:#1a202c",
    "classDef decision fill:#fff6e0,stroke:#b7791f,color:#1a202c",
    "classDef outcome fill:#f3ecfd,stroke:#6b46c1,color:#1a202c",
    "classDef form fill:#e2f6f4,stroke:#2c7a7b,color:#1a202c",
    "classDef material fill:#e9f7ec,stroke:#2f855a,color:#1a202c",
    "classDef unreachable fill:#fff0f0,stroke:#c53030,stroke-width:3px,stroke-dasharray:7 4,color:#9b1c1c",
)
_RED_LINK: Final = "stroke:#c53030,stroke-width:2px,color:#9b1c1c"


def mermaid(drawing: Drawing) -> str:
    """The drawing as Mermaid source: ``flowchart TD``, one node or edge a line, every text quoted and escaped."""
    names = {node.id: f"n{number}" for number, node in enumerate(drawing.nodes)}
    edges = [edge for edge in drawing.edges if edge.source in names and edge.target in names]
    red = [str(number) for number, edge in enumerate(edges) if edge.unreachable]
    lines = [
        f"accTitle: {_escaped(drawing.title) or '主题'}",
        f"accDescr: {_escaped(drawing.summary)}",
        *(_node(names[node.id], node) for node in drawing.nodes),
        *(_edge(names[edge.source], names[edge.target], edge) for edge in edges),
        *_CLASSES,
        *([f"linkStyle {','.join(red)} {_RED_LINK}"] if red else []),
    ]
    return "\n".join((_SETTINGS, "flowchart TD", *(f"    {line}" for line in lines))) + "\n"


def _node(name: str, node: Node) -> str:
    opening, closing = _SHAPES.get(node.kind, ("[", "]"))
    label = _label((line.text for line in node.lines), _BOX)
    return f'{name}{opening}"{label}"{closing}:::{"unreachable" if node.unreachable else node.kind}'


def _edge(source: str, target: str, edge: Edge) -> str:
    arrow = "-.->" if edge.unreachable else "-->"
    label = _label((text for text in (edge.label, edge.note) if text), _EDGE)
    return f'{source} {arrow}|"{label}"| {target}' if label else f"{source} {arrow} {target}"


def _label(texts: Iterable[str], units: int) -> str:
    return "<br/>".join(_escaped(part) for text in texts for part in wrap(text, units))


def _escaped(text: str) -> str:
    """The text with everything that Mermaid or Markdown would take for a sign written as its number."""
    safe = _SPECIAL.sub(lambda match: f"#{ord(match.group())};", clean(text))
    return _AT_START.sub(lambda match: f"{match.group(1)}#{ord(match.group(2))};", safe)
