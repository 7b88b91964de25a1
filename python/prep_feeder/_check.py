"""Whether a tokenizer and a model belong to a data set."""
from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ._manifest import read_manifest
from .errors import MismatchError

__all__ = ["check", "set_pad_token"]


def check(path: str | os.PathLike[str], tokenizer: Any = None, model: Any = None) -> None:
    """Refuses a tokenizer or a model that the data set was not made for.

    A Hugging Face tokenizer must give the ids that `prep` gives for a fixed list of texts and,
    rendered by its chat template, of conversations; its pad token must be the data set's or unset.
    A transformers model must have an embedding for every id of the vocabulary, and its
    configuration the data set's pad token or none: another one would never be trained.

    Raises:
        MismatchError: The text says what differs.
    """
    manifest = read_manifest(path)
    if tokenizer is not None:
        _check_tokenizer(manifest, tokenizer)
    if model is not None:
        _check_model(manifest, model)


def set_pad_token(pad_token: int, tokenizer: Any, loaded_model: Any = None) -> None:
    """Gives a tokenizer without a pad token that of a data set.

    With `loaded_model`, both are a trainer's own: an end of text in the pad token's place is then
    the trainer's too, and is replaced in both.
    """
    def is_unset(found: Any) -> bool:
        return found is None or (
            loaded_model is not None and found == getattr(tokenizer, "eos_token_id", None))

    config = getattr(loaded_model, "config", None)
    if config is not None and is_unset(config.pad_token_id):
        config.pad_token_id = pad_token
    if is_unset(getattr(tokenizer, "pad_token_id", None)):
        tokenizer.pad_token = tokenizer.convert_ids_to_tokens(pad_token)


def _golden() -> dict[str, Any]:
    golden: dict[str, Any] = json.loads(
        Path(__file__).with_name("golden.json").read_text("utf-8"))
    return golden


def _check_tokenizer(manifest: Mapping[str, Any], tokenizer: Any) -> None:
    golden = _golden()
    if manifest["tokenizer"]["behaviour_hash"] != golden["behaviour_hash"]:
        raise MismatchError(
            "the data set was not made with the vocabulary of Llama 3, and golden ids are known "
            "for no other: it cannot be told whether the tokenizer is the same")
    for case in golden["texts"]:
        found = _ids(tokenizer.encode(case["text"], add_special_tokens=False))
        _compare(f"the text {case['text']!r}", case["ids"], found, "another vocabulary")
    _check_pad("tokenizer", manifest, getattr(tokenizer, "pad_token_id", None))
    _check_template(manifest["template"], golden, tokenizer)


def _check_template(
    template: Mapping[str, Any], golden: Mapping[str, Any], tokenizer: Any
) -> None:
    if template["name"] == "none":
        return
    known = {(entry["name"], entry["version"]): entry for entry in golden["templates"]}
    entry = known.get((template["name"], template["version"]))
    if entry is None:
        raise MismatchError(
            f"the data set was made with the template {template['name']}, version "
            f"{template['version']}, for which this version of prep_feeder has no golden ids")
    if getattr(tokenizer, "chat_template", None) is None:
        raise MismatchError(
            f"the tokenizer has no chat template; the data set was made with {template['name']}")
    # With another date than the template's own, the date is the data's affair and not compared.
    options = {} if template["date"] == entry["date"] else {"date_string": entry["date"]}
    for case in entry["conversations"]:
        found = _ids(tokenizer.apply_chat_template(case["messages"], tokenize=True, **options))
        # The golden ids are of a whole record; a template may leave out no token of it.
        _compare(
            f"a conversation that begins with {case['messages'][0]['content']!r}", case["ids"],
            found, f"another chat template than {template['name']}")


def _check_pad(what: str, manifest: Mapping[str, Any], found: Any) -> None:
    if found is None or found == manifest["pad_token"]:
        return
    raise MismatchError(
        f"the {what}'s pad token is {found}, the data set's is {manifest['pad_token']}: set "
        f"pad_token_id to that")


def _check_model(manifest: Mapping[str, Any], model: Any) -> None:
    count = int(manifest["tokenizer"]["token_count"])
    embedding = model.get_input_embeddings()
    # A weight that several processes divide among them has no shape of its own.
    rows = int(getattr(embedding, "num_embeddings", None) or embedding.weight.shape[0])
    if rows < count:
        raise MismatchError(
            f"the model has embeddings for {rows} tokens, the data set's vocabulary has {count}")
    _check_pad("model", manifest, getattr(getattr(model, "config", None), "pad_token_id", None))


def _ids(encoded: Any) -> list[int]:
    # Newer transformers give a dictionary, and lists of lists for batches of one.
    ids = encoded["input_ids"] if isinstance(encoded, Mapping) else encoded
    ids = list(ids)
    return [int(token) for token in (ids[0] if ids and isinstance(ids[0], list) else ids)]


def _compare(what: str, expected: list[int], found: list[int], verdict: str) -> None:
    if expected == found:
        return
    first = next(
        (place for place, pair in enumerate(zip(expected, found)) if pair[0] != pair[1]),
        min(len(expected), len(found)))
    raise MismatchError(
        f"the tokenizer has {verdict}: {what} is {_around(expected, first)} in the data set and "
        f"{_around(found, first)} here, from token {first} on")


def _around(ids: list[int], place: int) -> str:
    shown = " ".join(str(token) for token in ids[place : place + 6])
    return (shown + (" …" if len(ids) > place + 6 else "")) or "at its end"
