"""Training as a plain generator: an epoch is a shuffle, some updates and a report.

The window's worker, the command line and the sweeps all drain the same generator, so that they train bit-equally.
"""

from collections.abc import Iterator

import numpy as np

from ffnn_gui.data import PreparedData, prepare
from ffnn_gui.engine.arrays import Array, quiet
from ffnn_gui.engine.augmenter import Augmenter
from ffnn_gui.engine.batches import Batches
from ffnn_gui.engine.config import ExperimentConfig
from ffnn_gui.engine.early_stopping import BestSoFar, reason
from ffnn_gui.engine.evaluation import Evaluator
from ffnn_gui.engine.guard import DIVERGED, Divergence, Guard
from ffnn_gui.engine.network import Network
from ffnn_gui.engine.report import EpochReport
from ffnn_gui.engine.state import TrainerState
from ffnn_gui.engine.threads import use_cores_for
from ffnn_gui.schema import changes


class Trainer:
    """One run of an experiment.

    Attributes:
        config: the experiment; live fields change through `apply`
        data: the prepared data
        augmenter: changes the training examples from epoch to epoch
        network, loss: what is trained, and on what
        optimizer_state: the moments
        epoch, updates: how many are done
        best: the best validation loss so far
        diverged: what became NaN or infinite, or None
        stopped: why the run ended, empty while it can go on
        has_gradient: whether the network's gradient is that of a mini-batch; no state keeps one
    """

    def __init__(
        self, config: ExperimentConfig, state: TrainerState | None = None, *, data: PreparedData | None = None
    ) -> None:
        """Begin, or go on where a state was; `data` are the prepared ones where they are not all of the config's."""
        self.config = config
        self.data = prepare(config.data, config.precision) if data is None else data
        *seeds, augmenting = _seeds(config.seed)
        init_rng, self._shuffle_rng, dropout_rng = (np.random.default_rng(s) for s in seeds)
        self.augmenter = Augmenter(self.data, augmenting)
        self.loss = config.loss
        self.network = Network(config.network, self.data.n_inputs, config.n_outputs, init_rng, config.precision)
        self.network.dropout_rng = dropout_rng
        self.optimizer_state = config.optimizer.init_state(self.network.theta)
        self.epoch = self.updates = 0
        self.best = BestSoFar()
        self.diverged: Divergence | None = None
        self.stopped = ""
        self.has_gradient = False
        self._train = Evaluator(self.data.train, self.data.task, self.loss, self.network)
        validation = self.data.validation
        self._validation = Evaluator(validation, self.data.task, self.loss, self.network) if len(validation) else None
        self._guard = Guard(self.network)
        self._edits = 0
        self._order: Array = np.empty(0, np.int64)
        self._done, self._rate, self._changed = 0, 0.0, False
        self._batches = self._cut()
        self.use_cores()
        if state is not None:
            self._resume(state)

    @property
    def finished(self) -> bool:
        """Whether there is nothing more to do: stopped, or all epochs done."""
        return bool(self.stopped) or self.epoch >= self.config.epochs

    @property
    def moment(self) -> tuple[int, int, int]:
        """Differs whenever the weights may differ: epochs, updates and edits so far."""
        return self.epoch, self.updates, self._edits

    def set_parameter(self, layer: int, row: int, column: int, value: float) -> float:
        """Give one weight another value, or a bias (the row after the last input's); returns the old one.

        Moments stay. Raises IndexError when there is no such weight and ValueError when the value is not finite.
        """
        if not np.isfinite(self.network.theta.dtype.type(value)):
            raise ValueError(f"A weight must be a finite number, not {value}.")
        layers = self.network.layers
        if not (0 <= layer < len(layers) and 0 <= row <= layers[layer].fan_in and 0 <= column < layers[layer].fan_out):
            raise IndexError("The network has no such weight.")
        block = layers[layer].block
        old = float(block[row, column])
        block[row, column] = value
        self._edits += 1
        return old

    def run(self) -> Iterator[EpochReport]:
        """Train until the last epoch, yielding a report at the end of each."""
        steps = self.steps()
        while True:
            with quiet():
                report = next((step for step in steps if step is not None), None)
            if report is None:
                return
            yield report

    def steps(self) -> Iterator[EpochReport | None]:
        """Train until the last epoch, yielding after each update: None, or the report after the last of an epoch.

        An epoch whose first update diverges is none, and gets no report, unless it is the very first one. Between two
        updates `apply` and `capture` may be called. To be drained under `arrays.quiet()`.
        """
        self.use_cores()
        while not self.finished:
            if not self._order.size:
                self._order = self._new_order()
            yield from self._rest_of_epoch()
            if self.diverged and self.epoch and self._is_untouched():
                self._drop_epoch()
            else:
                yield self._report()

    def use_cores(self) -> None:
        """Set this process's threads as this run needs them; to be called after another trainer's turn."""
        layers = self.network.layers
        use_cores_for([layers[0].fan_in, *(layer.fan_out for layer in layers)], self._batches.batch_size)

    def apply(self, config: ExperimentConfig) -> None:
        """Go on with a config that differs in live fields only; raises ValueError when others differ.

        Weights are kept; moments too, unless the optimizer is of another kind. A stopped run goes on if the change can
        matter to what stopped it.
        """
        differing = changes(self.config, config)
        if fixed := [change.path for change in differing if not change.live]:
            raise ValueError(f"These fields need a reset: {', '.join(fixed)}")
        old, self.config = self.config, config
        if old.optimizer.kind != config.optimizer.kind:
            self.optimizer_state = config.optimizer.init_state(self.network.theta)
        if old.network != config.network:
            self.network.set_dropout([layer.dropout for layer in config.network.hidden])
        if old.batching != config.batching:
            self._batches = self._cut()
            self.use_cores()
        if self._goes_on_after([change.path for change in differing]):
            self.stopped, self.diverged = "", None
        if differing:
            self._changed = True
            self._guard.look_closely()

    def capture(self) -> TrainerState:
        """A copy of all that is needed to go on bit for bit."""
        optimizer, best = self.optimizer_state, self.best
        return TrainerState(
            epoch=self.epoch,
            updates=self.updates,
            arrays=[array.copy() for array in self.network.arrays()],
            optimizer=self.config.optimizer.kind,
            step=optimizer.step,
            moments={name: moment.copy() for name, moment in optimizer.moments.items()},
            factors=dict(optimizer.factors),
            order=self._order[self._done :].copy(),
            generators={name: dict(rng.bit_generator.state) for name, rng in self._generators().items()},
            best_loss=self.best.loss if best.epoch else None,
            best_epoch=best.epoch,
            best_arrays=[array.copy() for array in best.arrays],
            stopped=self.stopped,
        )

    def _resume(self, state: TrainerState) -> None:
        self.epoch, self.updates, self.stopped = state.epoch, state.updates, state.stopped
        for array, kept in zip(self.network.arrays(), state.arrays, strict=True):
            array[...] = kept
        if state.optimizer == self.config.optimizer.kind:
            self.optimizer_state.restore(state.step, state.moments, state.factors)
        self._guard.look_closely()
        self._order = state.order.copy()
        for name, rng in self._generators().items():
            rng.bit_generator.state = state.generators[name]
        if state.best_loss is not None:
            self.best = BestSoFar(state.best_loss, state.best_epoch, [array.copy() for array in state.best_arrays])

    def _rest_of_epoch(self) -> Iterator[None]:
        """Update with what is left of the epoch's order; begins anew with the rest after a live change."""
        while self._done < self._order.size and not self.diverged:
            self._order, self._done = self._order[self._done :], 0
            batches, self.has_gradient = self._batches, True
            self._rate = self.config.learning_rate.rate(self.epoch)
            take, cost = self.augmenter.examples(self.config.data.augments, self.epoch), self.augmenter.cost
            for x, targets in batches.run(self._order, take):
                self._update(x, targets)
                if self.diverged or self._done == self._order.size:
                    # The report follows in the same step: a capture in between could not tell a done epoch from none.
                    return
                if take is not None:
                    cost.pause()
                yield None
                if take is not None:
                    cost.go_on()
                if self._changed:
                    self._changed = False
                    break

    def _update(self, x: Array, targets: Array) -> None:
        penalties = self.config.regularization
        self.network.backpropagate(x, targets, self.loss)
        if penalties.l2 or penalties.l1:
            self.network.add_penalty_gradient(penalties.l2, penalties.l1)
        trouble = self._guard.apply(self._step, self.optimizer_state)
        if trouble:
            self.diverged = Divergence(*trouble, self.epoch + 1, self.updates + 1)
            return
        self._done += x.shape[1]
        self.updates += 1

    def _step(self) -> None:
        network, config = self.network, self.config
        config.optimizer.update(network.theta, network.grad, self.optimizer_state, self._rate)

    def _is_untouched(self) -> bool:
        """Whether nothing has been learned yet in the current epoch."""
        return self._order.size - self._done == len(self.data.train)

    def _drop_epoch(self) -> None:
        """Stop as if the current epoch had not begun."""
        self._order, self._done = np.empty(0, np.int64), 0
        self.stopped = str(self.diverged)
        self.augmenter.cost.pause()

    def _report(self) -> EpochReport:
        """Close the epoch: scores, early stopping, and whether all is finite."""
        self.epoch += 1
        self._order, self._done = np.empty(0, np.int64), 0
        penalties, rule = self.config.regularization, self.config.regularization.early_stopping
        train = self._train.score(self.network)
        validation = self._validation.score(self.network) if self._validation else None
        if validation is not None:
            self.best.look(validation.loss, self.epoch, self.network, rule)
        if self.diverged is None and not np.isfinite(train.loss):
            self.diverged = Divergence("loss", "", self.epoch, self.updates)
        self.stopped = self._reason_to_stop(validation is not None)
        self.augmenter.cost.epoch_done()
        return EpochReport(
            epoch=self.epoch,
            updates=self.updates,
            learning_rate=self._rate,
            train=train,
            validation=validation,
            penalty=self.network.penalty(penalties.l2, penalties.l1),
            gradient_norms=self.network.gradient_norms(),
            best_epoch=self.best.epoch,
            stopped=self.stopped,
        )

    def _reason_to_stop(self, validated: bool) -> str:
        rule = self.config.regularization.early_stopping
        if self.diverged:
            return str(self.diverged)
        if not (rule.enabled and validated) or self.best.patience_left(self.epoch, rule):
            return ""
        return reason(rule, self.best.epoch if self.best.restore(self.network) else 0)

    def _goes_on_after(self, changed: list[str]) -> bool:
        """Whether the reason to stop, if there is one, may have gone with these fields' old values."""
        if self.stopped.startswith(DIVERGED):
            return any(not path.startswith(("epochs", "regularization.early_stopping")) for path in changed)
        rule = self.config.regularization.early_stopping
        return not rule.enabled or self.best.patience_left(self.epoch, rule) > 0

    def _new_order(self) -> Array:
        examples = len(self.data.train)
        return self._shuffle_rng.permutation(examples) if self.config.batching.shuffles else np.arange(examples)

    def _cut(self) -> Batches:
        examples = len(self.data.train)
        return Batches(self.data.train.X, self._train.targets, self.config.batching.batch_size(examples))

    def _generators(self) -> dict[str, np.random.Generator]:
        return {"shuffle": self._shuffle_rng, "dropout": self.network.dropout_rng}


def _seeds(seed: int) -> list[np.random.SeedSequence]:
    """Independent streams for start weights, shuffling, dropout and augmentation: each leaves the others alone."""
    return np.random.SeedSequence(seed).spawn(4)
