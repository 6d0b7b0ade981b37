from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpacelessFeaturizer(CountVectorsFeaturizer):
    """Character n-grams across word borders: Korean and Persian are often typed with missing or extra spaces.

    Use it with `analyzer: char`. All words of a message count as one token.
    """

    def _get_message_tokens_by_attribute(self, message: Message, attribute: str) -> list[str]:
        words = super()._get_message_tokens_by_attribute(message, attribute)
        return ["".join(words)] if attribute == TEXT and words else words

    def _create_features(self, attribute: str, all_tokens: list[list[str]]) -> tuple[list[Any], list[Any]]:
        words, sentences = super()._create_features(attribute, all_tokens)
        # Without features for single words: there is one "word", and other featurizers count them differently.
        return [None] * len(words), sentences
