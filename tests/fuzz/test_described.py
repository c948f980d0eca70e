"""Whatever fits the published description, or just does not, is answered as it says: on the applicant's API, on intake, on the library and on the registers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from actions.keys import data_cipher
from tests import patient
from tests.serving import Running, running

HERE = Path(__file__).parent
TOOL = HERE.parents[1] / ".tools" / "bin" / "schemathesis"
#: Examples made up for each operation and kind of check; more by hand.
EXAMPLES = os.environ.get("DAOBAN_FUZZ", "4")
#: What a form's application needs is told by the form's own schema, and a token opens its own conversation alone: that
#: data which fits the description is also taken is for other tests.
LEFT_OUT = "positive_data_acceptance"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with an intake of its own."""
    with running(tmp_path_factory.mktemp("fuzz"), rasa=False) as server:
        yield server


def own_conversation(server: Running) -> str:
    """The token of a conversation that was begun."""
    answer = patient.post(f"{server.url}/api/v1/conversations", json={"channel": "web"})
    assert answer.status_code == httpx.codes.CREATED
    return str(answer.json()["token"])


def intake_key(server: Running) -> str:
    """The key of the installation's own client."""
    return (server.log.parent / "keys" / "intake.key").read_text().strip()


def issuer_key(server: Running) -> str:
    """The key that the intake in the same process issues licences with."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    return f"daoban_library_{cipher.mark('library client').hex()}"


def reader_key(server: Running) -> str:
    """The key that the applicants' side reads licences with."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    return f"daoban_library_{cipher.mark('library reader').hex()}"


def verifier_key(server: Running) -> str:
    """The key that the departments' desk takes with what holders show."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    return f"daoban_library_{cipher.mark('library verifier').hex()}"


def registers_key(server: Running) -> str:
    """The key that the applicants' side asks the registers with."""
    cipher = data_cipher(None, server.log.parent / "keys" / "data.key")
    return f"daoban_registers_{cipher.mark('registers client').hex()}"


@pytest.mark.parametrize(
    ("paths", "bearer"),
    [
        pytest.param("^/(api|webhooks|healthz|readyz|metrics)", own_conversation, id="applicants"),
        pytest.param("^/intake", intake_key, id="intake"),
        pytest.param("^/library/v1/(licences|issued)", issuer_key, id="library-issuing"),
        pytest.param(
            "^/library/v1/(searches|licences/.*/uses|consents|uses|types|keys|verify|holders|showings$)",
            reader_key,
            id="library-reading",
        ),
        pytest.param("^/library/v1/showings/resolve", verifier_key, id="library-verifying"),
        pytest.param("^/registers", registers_key, id="registers"),
    ],
)
def test_nothing_is_found(server: Running, paths: str, bearer: object, tmp_path: Path) -> None:
    assert TOOL.exists(), "sh scripts/install-test-tools"
    assert callable(bearer)
    command = [
        str(TOOL), "run", f"{server.url}/openapi.json", "--include-path-regex", paths, "--max-examples", EXAMPLES,
        "--header", f"Authorization: Bearer {bearer(server)}", "--exclude-checks", LEFT_OUT, "--no-color", "--seed", "7",
        "--request-timeout", "30", "--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all",
    ]  # fmt: skip
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=HERE, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    # It ran, and did not only find nothing to do.
    assert " generated" in done.stdout
