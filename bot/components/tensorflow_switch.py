"""Keeps TensorFlow out of the process: nothing in our pipeline uses it, and importing it costs 350 MB and 3 seconds.

Rasa's modules import it unconditionally. A stand-in module takes its place before Rasa's first import; whoever really
calls it gets an error. DAOBAN_TENSORFLOW=1 imports the real one.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Mapping
from typing import Any, ClassVar

_NAMES = frozenset({"tensorflow", "tensorflow_text", "tensorflow_hub", "tensorflow_addons", "keras"})


class TensorFlowLeftOut(RuntimeError):
    """Something needs TensorFlow, which this process was started without; set DAOBAN_TENSORFLOW=1."""


class _Anything(type):
    """A class of which every attribute is such a class: enough for annotations, base classes and decorators."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Anything(name, (), {"__module__": "tensorflow"})
        setattr(cls, name, made)
        return made

    def __call__(cls, *args: Any, **members: Any) -> Any:
        if cls.__module__ == "tensorflow":
            if len(args) == 1 and not members and isinstance(args[0], types.FunctionType):
                return args[0]
            if cls.__name__ == "function":
                return lambda function: function
        raise TensorFlowLeftOut(f"{cls.__module__}.{cls.__qualname__}")


class _StandIn(types.ModuleType):
    __path__: ClassVar[list[str]] = []
    __version__ = "2.12.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Anything(name, (), {"__module__": "tensorflow"})
        setattr(self, name, made)
        return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname.partition(".")[0] in _NAMES:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> types.ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run."""


def leave_out_tensorflow(environment: Mapping[str, str]) -> bool:
    """TensorFlow will not be imported by this process; False where it is wanted, or loaded already."""
    if environment.get("DAOBAN_TENSORFLOW") == "1" or "tensorflow" in sys.modules:
        return False
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    return True
