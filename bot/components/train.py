"""`python -m bot.components.train [FOLDER]`: trains the model that serves, without TensorFlow."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

from .tensorflow_switch import leave_out_tensorflow

leave_out_tensorflow(os.environ)
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")  # nothing is sent to anybody
warnings.simplefilter("ignore")

from rasa.model_training import train  # noqa: E402 - TensorFlow must be left out before Rasa is imported

ROOT = Path(__file__).resolve().parents[2]


def main(folder: str = "models") -> int:
    """Trains into ``daoban.tar.gz`` of the folder; 0 when there is a model."""
    folder = os.path.abspath(folder)
    os.chdir(ROOT)
    result = train(
        domain="bot/domain.yml",
        config="config.yml",
        training_files="bot/training",
        output=folder,
        fixed_model_name="daoban",
        force_training=True,
    )
    return 0 if result.model else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
