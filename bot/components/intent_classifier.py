from __future__ import annotations

from typing import Any

import skops.io
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.utils.tensorflow.constants import RANKING_LENGTH
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

# What skops does not know by itself and our own pipeline contains.
_TRUSTED = ["scipy.sparse._csr.csr_matrix"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression with TF-IDF weights and a free regularisation `C`; sparse features only."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # One class against the rest: as right as multinomial here, and trained in seconds instead of a minute.
        return {**LogisticRegressionClassifier.get_default_config(), "C": 20.0, "solver": "liblinear"}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        head = LogisticRegression(
            C=self.config["C"],
            solver=self.config["solver"],
            max_iter=self.config["max_iter"],
            class_weight="balanced",
            random_state=self.config["random_state"],
        )
        self.clf = make_pipeline(TfidfTransformer(sublinear_tf=True), head)

    def _create_X(self, messages: list[Message]) -> csr_matrix:  # noqa: N802 - Rasa's name
        # vstack alone returns COO, which TF-IDF would convert at each call.
        return vstack([message.get_sparse_features(TEXT)[1].features for message in messages], format="csr")

    def process(self, messages: list[Message]) -> list[Message]:
        """A message of which nothing is known gets no confidence at all, where the classes' priors would guess."""
        features = self._create_X(messages)
        is_known = features.getnnz(axis=1) > 0
        for message, shares in zip(messages, self.clf.predict_proba(features) * is_known[:, None], strict=True):
            guesses = [
                {"name": str(name), "confidence": float(share)}
                for name, share in zip(self.clf.classes_, shares, strict=True)
            ]
            guesses.sort(key=lambda guess: -guess["confidence"])
            message.set(INTENT, guesses[0], add_to_output=True)
            message.set("intent_ranking", guesses[: self.config[RANKING_LENGTH]], add_to_output=True)
        return messages

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearIntentClassifier:
        """Fails loudly on an unreadable model: Rasa's own would go on, untrained."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.clf = skops.io.load(folder / f"{resource.name}.skops", trusted=_TRUSTED)
        return component
