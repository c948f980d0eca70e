"""spaCy without the deep learning frameworks that it would import if they happen to be installed."""

from __future__ import annotations

import importlib
import sys
import warnings
from types import ModuleType
from typing import Final

#: Looked for by spaCy's numeric layer, used by none of our pipelines: seconds of start-up and hundreds of megabytes.
_FRAMEWORKS: Final = ("tensorflow", "torch", "mxnet", "cupy", "h5py")


def load_spacy() -> ModuleType:
    """The ``spacy`` module. Its first import does not see the frameworks; whoever else needs one can import it later."""
    hidden = {} if "thinc" in sys.modules else {name: sys.modules.get(name) for name in _FRAMEWORKS}
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            # what spaCy's own dependencies have deprecated is not ours to mend
            warnings.simplefilter("ignore", DeprecationWarning)
            return importlib.import_module("spacy")
    finally:
        for name, module in hidden.items():
            del sys.modules[name]
            if module is not None:
                sys.modules[name] = module
