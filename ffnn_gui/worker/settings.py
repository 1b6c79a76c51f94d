"""What the trainer runs, and what the person wants: live fields follow at once, the others wait for a reset."""

from contextlib import suppress

from ffnn_gui.engine import ExperimentConfig
from ffnn_gui.schema import Change, ConfigError, changes, replaced, value_at


class Settings:
    """Attributes: running: what the trainer runs; wanted: what a reset will start with; pending: what differs."""

    def __init__(self, config: ExperimentConfig) -> None:
        self.running = self.wanted = config
        self.pending: tuple[Change, ...] = ()

    def want(self, config: ExperimentConfig) -> bool:
        """Take over a config's live fields, and note which others differ; returns whether a live one has changed."""
        before, self.wanted = self.running, config
        for change in changes(before, config):
            if change.live:
                # What fits only the rest of what is wanted waits with that.
                with suppress(ConfigError):
                    self.running = replaced(self.running, change.path, value_at(config, change.path))
        self.pending = changes(self.running, config)
        return self.running != before
