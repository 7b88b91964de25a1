"""A feeder within torch's DataLoader."""
import pytest

torch = pytest.importorskip("torch")

from torch.utils.data import DataLoader  # noqa: E402

from prep_feeder import Feeder, FeederError, OptionError  # noqa: E402
from prep_feeder.torch_data import FeederDataset  # noqa: E402


def keys(batches):
    return [batch["input_ids"].numpy().tobytes() for batch in batches]


def test_a_data_loader_gives_the_batches_of_the_feeder(data_set):
    whole = keys(Feeder(data_set, 3))
    loader = DataLoader(FeederDataset(Feeder(data_set, 3)), batch_size=None)
    assert len(loader) == len(whole) and keys(loader) == whole


def test_it_is_gone_on_with(data_set):
    whole = keys(Feeder(data_set, 3))
    first = FeederDataset(Feeder(data_set, 3))
    batches = iter(DataLoader(first, batch_size=None))
    assert keys([next(batches), next(batches)]) == whole[:2]
    second = FeederDataset(Feeder(data_set, 3))
    second.load_state_dict(first.state_dict())
    assert keys(DataLoader(second, batch_size=None)) == whole[2:]


def test_workers_are_refused(data_set):
    loader = DataLoader(
        FeederDataset(Feeder(data_set, 3)), batch_size=None, num_workers=1,
        multiprocessing_context="fork")
    with pytest.raises(FeederError, match="num_workers=0"):
        next(iter(loader))


@pytest.mark.parametrize("workers", [0, 1])
def test_around_the_feeder_itself_it_says_what_to_give(data_set, workers):
    loader = DataLoader(Feeder(data_set, 3), batch_size=None, num_workers=workers)
    with pytest.raises(OptionError, match="FeederDataset"):
        next(iter(loader))


def test_the_stateful_data_loader_of_torchdata(data_set):
    stateful = pytest.importorskip("torchdata.stateful_dataloader")
    whole = keys(Feeder(data_set, 3))
    loader = stateful.StatefulDataLoader(FeederDataset(Feeder(data_set, 3)), batch_size=None)
    batches = iter(loader)
    assert keys([next(batches), next(batches)]) == whole[:2]
    second = stateful.StatefulDataLoader(FeederDataset(Feeder(data_set, 3)), batch_size=None)
    second.load_state_dict(loader.state_dict())
    assert keys(second) == whole[2:]
