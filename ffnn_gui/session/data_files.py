"""The data files of a session: opened again when somebody says so, never because a session names them.

For the command line, which is told in so many words; the window asks.
"""

from dataclasses import replace
from pathlib import Path

from ffnn_gui.data import DataSet, PreparedData
from ffnn_gui.data.imported import FromFile, placed, reread, shelved
from ffnn_gui.data.importing import Importer, ImportProblem, importer_for
from ffnn_gui.data.importing.centring import NOTE as CENTRED
from ffnn_gui.data.importing.centring import far_from_black
from ffnn_gui.data.importing.figures import bars, figures, learned_as
from ffnn_gui.data.importing.shelf import SHELF
from ffnn_gui.data.normalization.standard import Standard
from ffnn_gui.data.overview import overview
from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import ConfigError, replaced
from ffnn_gui.session.document import Session
from ffnn_gui.session.errors import SessionError


def missing_data(session: Session) -> tuple[FromFile, ...]:
    """The data that a session needs and that are not at hand: those of its run first."""
    return tuple(data for data in from_files(session) if not data.at_hand)


def from_files(session: Session) -> tuple[FromFile, ...]:
    """The data that a session names and does not hold: those of its run first."""
    named: tuple[DataSet, ...] = (session.trained_config.data, session.config.data)
    found = {data.digest: data for data in reversed(named) if isinstance(data, FromFile)}
    return tuple(reversed(found.values()))


def beside(folder: Path, data: FromFile) -> Path:
    """Where a session in that folder says its file is."""
    return folder / data.source


def placed_beside(path: Path, session: Session) -> Session:
    """The session as it is to be saved under that path: its data files named by the way from there."""
    folder = path.absolute().parent
    waiting = _placed(session.run_config, folder) if session.run_config else None
    return replace(session, config=_placed(session.config, folder), run_config=waiting)


def supplied(session: Session, folder: Path, file: Path | None, target: str) -> Session:
    """A session with its data at hand: those of its own from `file`, or with None from beside it; else new ones.

    With a target, or where the session's data are not from a file, the file's data take their place and training
    begins anew. Raises SessionError when the data cannot be had.
    """
    own = session.trained_config.data
    try:
        if isinstance(own, FromFile) and not target:
            place = file or beside(folder, own)
            if file is None and not place.exists():
                raise SessionError(
                    f"The session's data come from “{own.source}”, which is not in the folder “{folder.absolute()}”.",
                    "Put it there, or say where it is: --data FILE.",
                )
            reread(own, place)
            return session
        if file is None:
            raise SessionError("The session's data come from no file.", "Name one: --data FILE.")
        return Session(with_file(session.config, file, target), notes=session.notes)
    except ImportProblem as problem:
        raise SessionError(problem.what, problem.advice) from problem


def told(session: Session, prepared: PreparedData) -> list[str]:
    """What was read from the file of a session's data and how, and what will make learning odd, in lines to show.

    What was read is said as by the import's preview, what is odd as by the plot that looks at the prepared data.
    """
    data, lines = session.trained_config.data, []
    if isinstance(data, FromFile):
        arrays = SHELF.get(data.digest, data.source)
        rows = [*figures(arrays), ("Target", arrays.target)]
        if arrays.classes:
            rows.append(("Balance", "; ".join(f"{bar.name}: {bar.count:,}" for bar in bars(arrays))))
        lines = [f"“{data.source}”: {data.recipe.label}"]
        lines += [f"  {caption + ':':<10}{words}" for caption, words in rows if words]
        lines += arrays.notes
        if isinstance(data.normalization, Standard) and far_from_black(arrays):
            lines.append(CENTRED)
        scaling = prepared.target_scaling
        if scaling is not None and len(scaling.offset) == 1:
            lines.append(f"In what the network learns, {learned_as(scaling)}.")
    return [*lines, *overview(prepared).remarks]


def check_needs_no_file(session: Session) -> None:
    """Raise SessionError when a session's data come from a file that nobody said to open."""
    own = session.trained_config.data
    if isinstance(own, FromFile) and not own.at_hand:
        raise SessionError(
            f"The session's data come from “{own.source}”, which is opened only when you say so.",
            "Add --data to open it beside the session, or --data FILE where it is elsewhere.",
        )


def with_file(config: ExperimentConfig, file: Path, target: str = "") -> ExperimentConfig:
    """The config with the data of a file in place of its own; raises ImportProblem or SessionError."""
    importer = _aimed(importer_for(file), target)
    data = shelved(importer.read(file), importer, file)
    try:
        return config.with_value("data", data)
    except ConfigError as error:
        raise SessionError(f"“{file.name}” cannot be used. {error.problems[0].message}") from error


def _placed(config: ExperimentConfig, folder: Path) -> ExperimentConfig:
    return config.model_copy(update={"data": placed(config.data, folder)})


def _aimed(importer: Importer, target: str) -> Importer:
    if not target:
        return importer
    if "target" not in type(importer).model_fields:
        raise SessionError("--target: only tables and NumPy files have a target to choose.", "Leave it out.")
    try:
        return replaced(importer, "target", target)
    except ConfigError as error:
        raise SessionError(f"--target: {error.problems[0].message}") from error
