"""Shapes of YAML values: what fits one, in words for a message and as a JSON Schema for editors, said once for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.knowledge import nearest

Fault = tuple[str, str]
"""What is wrong, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: the shape of its value, and whether it must be there."""

    shape: Shape
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """`fits` and `schema` say the same of a value; `words` finish the sentence "must be …".

    `keys` are those of a mapping; there `fits` looks no deeper than that it is one.
    """

    words: str
    schema: dict[str, Any]
    fits: Callable[[object], bool]
    keys: Mapping[str, Key] = field(default_factory=dict)


FLAG = Shape("true or false", {"type": "boolean"}, lambda value: isinstance(value, bool))


def text(pattern: str = r"\S", words: str = "text") -> Shape:
    """A text in which the pattern is found."""
    fitting = re.compile(pattern)
    schema = {"type": "string", "pattern": pattern}
    return Shape(words, schema, lambda value: isinstance(value, str) and bool(fitting.search(value)))


def choice(among: Sequence[str]) -> Shape:
    """One of these texts."""
    return Shape(f"one of {', '.join(among)}", {"enum": list(among)}, lambda value: value in among)


def number(most: float, words: str) -> Shape:
    """A number from 0 to `most`."""
    return Shape(words, {"type": "number", "minimum": 0, "maximum": most}, lambda value: _is_number(value, most))


def whole(least: int, most: int, words: str) -> Shape:
    """A whole number from `least` to `most`."""
    schema = {"type": "integer", "minimum": least, "maximum": most}

    def fits(value: object) -> bool:
        return _is_number(value, most) and value == int(value) >= least  # type: ignore[call-overload]

    return Shape(words, schema, fits)


def several(each: Shape, words: str, least: int = 1) -> Shape:
    """A list of `least` values of one shape or more."""
    schema = {"type": "array", "items": each.schema, "minItems": least}

    def fits(value: object) -> bool:
        return isinstance(value, list) and len(value) >= least and all(map(each.fits, value))

    return Shape(words, schema, fits)


def texts_by_text(words: str) -> Shape:
    """A mapping of texts to texts, whatever its keys."""
    one = text()
    names = {"pattern": one.schema["pattern"]}
    schema = {"type": "object", "propertyNames": names, "additionalProperties": one.schema, "minProperties": 1}

    def fits(value: object) -> bool:
        return isinstance(value, dict) and bool(value) and all(map(one.fits, [*value, *value.values()]))

    return Shape(words, schema, fits)


def mapping(keys: Mapping[str, Key]) -> Shape:
    """A mapping with these keys and no other."""
    schema = {
        "type": "object",
        "properties": {name: key.shape.schema for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.needed],
        "additionalProperties": False,
    }
    return Shape(f"keys and values: {', '.join(keys)}", schema, lambda value: isinstance(value, dict), keys)


def mapping_faults(value: Mapping[Any, object], keys: Mapping[str, Key], before: str = "") -> Iterator[Fault]:
    """Every way in which a mapping has not these keys; in messages their names stand behind `before`."""
    for name, inner in value.items():
        if name in keys:
            yield from _faults(inner, keys[name].shape, f"{before}{name}")
        else:
            yield f'unknown key "{before}{name}"{nearest(str(name), keys)}', f"Known are {', '.join(keys)}."
    for name, key in keys.items():
        if key.needed and name not in value:
            yield f"no {before}{name}", f"Add {before}{name}: {key.shape.words}."


def _faults(value: object, shape: Shape, where: str) -> Iterator[Fault]:
    if not shape.fits(value):
        yield f"{where} is {value!r}", f"{where} must be {shape.words}."
    elif isinstance(value, dict) and shape.keys:
        yield from mapping_faults(value, shape.keys, f"{where}.")


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most
