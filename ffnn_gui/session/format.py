"""A session as bytes and back: one JSON document, read in a strict order that trusts nothing.

Header, checksum, JSON, migration, types, settings, and last whether the state fits the settings; only a session that
passed all of them exists.
"""

import json
from typing import Any, TypeVar

import numpy as np
from pydantic import BaseModel, ValidationError

from ffnn_gui.engine import ExperimentConfig, TrainerState
from ffnn_gui.engine.arrays import Array
from ffnn_gui.schema import ConfigError, validated
from ffnn_gui.session.arrays import DType, array_of, finite, record_of
from ffnn_gui.session.checks import check_belongs, float_type, state_of
from ffnn_gui.session.document import Opened, Session
from ffnn_gui.session.errors import SessionError, listed
from ffnn_gui.session.header import VERSION, check_sum, split_header, with_header
from ffnn_gui.session.migrate import migrated
from ffnn_gui.session.newer import drop_unknown
from ffnn_gui.session.records import LONGEST_NOTES, Body, History, State
from ffnn_gui.session.room import LARGEST_FILE, MOST_EPOCHS, Room, check_size, room_for
from ffnn_gui.session.rows import PLACE, checked_rows, thinned
from ffnn_gui.session.strict_json import ascii_text, parsed

MOST_SETTINGS = 50_000
"""Room for the points of a drawn data set, which are settings too."""

MOST_OTHERS = 5_000
"""Values outside the settings, arrays counted as one: a session has hundreds, and each wrong one costs an error."""

CONFIGS = ("config", "run_config")

M = TypeVar("M", bound=BaseModel)


def encoded(session: Session) -> bytes:
    """The file's bytes; raises SessionError when the session is larger than a file may be."""
    data = with_header(_json(_body(session)).encode("ascii"))
    check_size(len(data))
    return data


def check_fits(session: Session) -> None:
    """Raise SessionError when the session, trained, would be larger than a file may be."""
    room_for(session, len(_json(_settings(session))))


def decoded(data: bytes) -> Opened:
    """The session in a file's bytes; raises SessionError that says what is wrong, where, and what to do."""
    if len(data) > LARGEST_FILE:
        raise SessionError(f"It is larger than {LARGEST_FILE // 2**20} MiB, which no session is.")
    header, where = split_header(data)
    body = memoryview(data)[where]
    check_sum(header, body)
    text = ascii_text(body, where.start)
    # A large file's bytes, text and values need not be in memory together.
    del data, body
    plain = parsed(text, where.start)
    del text
    newer = header.version > VERSION
    return Opened(_session(migrated(plain, header.version), newer), read_only=newer)


def _json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _body(session: Session) -> dict[str, Any]:
    settings, state = _settings(session), session.state
    room = room_for(session, len(_json(settings))) if state else Room(best=False, epochs=MOST_EPOCHS)
    return settings | {
        # From here on numbers only, but for the reason of a stop: see strict_json.ESCAPES_END.
        "state": state and _state(state, session.trained_config, room),
        "history": None if session.history is None else _history(session, room),
    }


def _settings(session: Session) -> dict[str, Any]:
    return {
        "config": session.config.model_dump(mode="json"),
        "run_config": session.run_config and session.run_config.model_dump(mode="json"),
        # Half of a surrogate pair, which a text field can hold, cannot be written as text.
        "notes": session.notes[:LONGEST_NOTES].encode("utf-8", "replace").decode("utf-8"),
        "elapsed": session.elapsed,
    }


def _state(state: TrainerState, config: ExperimentConfig, room: Room) -> dict[str, Any]:
    check_belongs(state, config)
    dtype = float_type(config)
    moments = {name: finite(moment, f"state.moments.{name}") for name, moment in state.moments.items()}
    arrays = {
        "arrays": _arrays(state.arrays, dtype),
        "moments": {name: record_of(moment, dtype) for name, moment in moments.items()},
        "order": record_of(state.order, "<i8"),
        "best_arrays": _arrays(state.best_arrays, dtype) if room.best else [],
    }
    return {"stopped": state.stopped} | vars(state) | arrays


def _arrays(arrays: list[Array], dtype: DType) -> list[dict[str, object]]:
    """The parameters, and the running statistics of batch norm.

    The guard lets neither become infinite. The statistics are brought back into range all the same: a file holds
    finite numbers only, and a session that cannot be saved would be worse.
    """
    theta = [finite(array, "state.arrays[0]") for array in arrays[:1]]
    return [record_of(array, dtype) for array in (*theta, *map(np.nan_to_num, arrays[1:]))]


def _history(session: Session, room: Room) -> dict[str, Any]:
    names = session.history_names
    rows = thinned(np.asarray(session.history), names, room.epochs)
    return {"names": list(names), "rows": record_of(rows, "<f8")}


def _session(plain: dict[str, Any], newer: bool) -> Session:
    if _size({name: part for name, part in plain.items() if name not in CONFIGS}, MOST_OTHERS) > MOST_OTHERS:
        raise SessionError(f"It has more than {MOST_OTHERS:,} values beside its settings, which no session has.")
    body = _validated(Body, plain, newer)
    config = _config(body.config, "config", newer)
    run_config = _config(body.run_config, "run_config", newer) if body.run_config is not None else None
    bare = Session(config, run_config=run_config)
    state = _checked_state(body.state, bare.trained_config)
    return Session(
        config,
        state=state,
        run_config=run_config,
        history=_rows(body.history, bare.history_names, state) if body.history else None,
        notes=body.notes,
        elapsed=body.elapsed,
    )


def _checked_state(record: State | None, config: ExperimentConfig) -> TrainerState | None:
    return state_of(record, config) if record else None


def _config(raw: dict[str, Any], place: str, newer: bool) -> ExperimentConfig:
    if _size(raw, MOST_SETTINGS) > MOST_SETTINGS:
        raise SessionError(f"{place} has more than {MOST_SETTINGS:,} settings.")
    if newer:
        drop_unknown(ExperimentConfig, raw)
    try:
        return validated(ExperimentConfig, raw)
    except ConfigError as error:
        problems = [f"{place}.{problem}" if problem.path else str(problem) for problem in error.problems]
        raise SessionError(f"Its settings are refused:\n{listed(problems, error.more)}") from error


def _size(raw: Any, most: int) -> int:
    """How many values there are in plain data, or any number above `most`; nested deeply, perhaps: no recursion."""
    size, heap = 0, [raw]
    while heap and size <= most:
        value = heap.pop()
        inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        size += 1
        heap.extend(inside)
    return size


def _validated(model: type[M], plain: dict[str, Any], newer: bool) -> M:
    if newer:
        drop_unknown(model, plain)
    try:
        return model.model_validate(plain)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        problems = [f"{'.'.join(map(str, details['loc']))}: {details['msg']}." for details in errors]
        raise SessionError(f"These fields are wrong:\n{listed(problems)}") from error


def _rows(record: History, names: tuple[str, ...], state: TrainerState | None) -> Array:
    if tuple(record.names) != names:
        raise SessionError("history.names are not the columns that belong to a network of so many layers.")
    count = min(record.rows.shape[0], MOST_EPOCHS) if record.rows.shape else 0
    return checked_rows(array_of(record.rows, "<f8", (count, len(names)), PLACE), names, state)
