"""Forks, new processes, signals, collection, and the end of the interpreter."""
import concurrent.futures
import copy
import gc
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
import weakref

import pytest

from prep_feeder import ClosedError, Feeder, ForkedError, OptionError, PrepDataset, _library


def threads():
    return len(os.listdir("/proc/self/task"))


def in_child(body):
    """Whether `body` returns true in a forked child, which then leaves as a worker does."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if body() else 1)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(2)
    return os.waitpid(child, 0)[1] == 0


def test_fork(data_set):
    feeder = Feeder(data_set, 2, framework="numpy", slots=2)
    batches = iter(feeder)
    held = next(batches)
    first = held["input_ids"].copy()
    dataset = PrepDataset(data_set)
    row = dataset[3]["input_ids"].tolist()

    def child():
        for call in (lambda: next(batches), lambda: iter(feeder), feeder.state_dict,
                     lambda: feeder.set_epoch(3), lambda: feeder.load_state_dict({})):
            try:
                call()
                return False
            except ForkedError:
                pass
        feeder.close()
        # What was given out is readable here too, and rows are read anew.
        if not (held["input_ids"] == first).all() or dataset[3]["input_ids"].tolist() != row:
            return False
        own = next(iter(Feeder(data_set, 2, framework="numpy")))
        return bool((own["input_ids"] == first).all())

    assert in_child(child)
    # The child's end and all that it dropped leave the parent's feeder alone.
    assert sum(1 for _ in batches) == len(feeder) - 1
    assert (held["input_ids"] == first).all()


def test_fork_while_other_threads_read(data_set):
    """Whatever lock another thread holds at the fork, the child gets its row."""
    dataset = PrepDataset(data_set)
    row = dataset[5]["input_ids"].tolist()
    stop = threading.Event()

    def read():
        while not stop.is_set():
            for index in range(len(dataset)):
                dataset[index]

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(20):
            assert in_child(lambda: dataset[5]["input_ids"].tolist() == row)
    finally:
        stop.set()
        reader.join()


def test_a_relative_path_after_a_change_of_directory(data_set, monkeypatch, tmp_path):
    folder, name = os.path.split(data_set)
    monkeypatch.chdir(folder)
    whole = [b["input_ids"].tobytes() for b in Feeder(name, 2, framework="numpy", window_blocks=1)]
    feeder = Feeder(name, 2, framework="numpy", window_blocks=1)
    dataset = PrepDataset(name)
    state = feeder.state_dict()
    monkeypatch.chdir(tmp_path)
    # Shards are opened as rows of them are needed, and the data set anew at another place.
    assert [batch["input_ids"].tobytes() for batch in feeder] == whole
    feeder.load_state_dict(state)
    assert next(iter(feeder))["input_ids"].tobytes() == whole[0]
    assert pickle.loads(pickle.dumps(dataset))[3]["input_ids"].any()
    assert in_child(lambda: dataset[3]["input_ids"].any())


def _row(dataset, index):
    return dataset[index]["labels"].tolist()


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_pickling_and_pools(data_set, method):
    dataset = PrepDataset(data_set)
    assert pickle.loads(pickle.dumps(dataset))[2]["input_ids"].tolist() == \
        copy.deepcopy(dataset)[2]["input_ids"].tolist() == dataset[2]["input_ids"].tolist()
    with multiprocessing.get_context(method).Pool(2) as pool:
        found = pool.starmap(_row, [(dataset, index) for index in range(8)], chunksize=2)
    assert found == [dataset[index]["labels"].tolist() for index in range(8)]


def test_a_feeder_is_not_pickled(data_set):
    feeder = Feeder(data_set, 2, framework="numpy")
    for call in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="PrepDataset"):
            call(feeder)


def test_collection_frees_the_thread(data_set):
    gc.collect()
    before, files = threads(), len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        feeder = Feeder(data_set, 2, framework="numpy")
        batches = iter(feeder)
        batch = next(batches)
        # A cycle, as a trainer and its loader make them.
        feeder.cycle = [feeder, batches]
        reference = weakref.ref(feeder)
        del feeder, batches
        gc.collect()
        assert reference() is None and batch["input_ids"].any()
    assert threads() == before and len(os.listdir("/proc/self/fd")) == files


def test_interrupt_of_a_wait(data_set):
    """Ctrl-C while nothing comes: within a slice, and the wait may be taken up again."""
    feeder = Feeder(data_set, 2, framework="numpy")
    expected = next(iter(Feeder(data_set, 2, framework="numpy")))
    exchange = feeder._handle._exchange

    def nothing(*_):
        time.sleep(0.05)
        return _library.AGAIN

    feeder._handle._exchange = nothing
    # Who is started in the background of a shell finds it ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            next(iter(feeder))
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - start < 2
    feeder._handle._exchange = exchange
    assert (next(iter(feeder))["input_ids"] == expected["input_ids"]).all()


def test_close_from_another_thread(data_set):
    feeder = Feeder(data_set, 2, framework="numpy")
    threading.Timer(0.1, feeder.close).start()
    with pytest.raises(ClosedError):
        while True:
            for _ in feeder:
                pass


@pytest.fixture
def held(data_set):
    """A feeder, and a thread that is in the call for its first batch until the event is set."""
    feeder = Feeder(data_set, 1, framework="numpy")
    exchange, is_in, is_let_go = feeder._handle._exchange, threading.Event(), threading.Event()

    def waiting(*arguments):
        is_in.set()
        is_let_go.wait(60)
        return exchange(*arguments)

    feeder._handle._exchange = waiting
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        first = pool.submit(next, iter(feeder))
        assert is_in.wait(60)
        yield feeder, first, is_let_go
        is_let_go.set()


def test_a_second_thread_is_refused(data_set, held):
    whole = [batch["input_ids"].tobytes() for batch in Feeder(data_set, 1, framework="numpy")]
    feeder, first, is_let_go = held
    batches = iter(feeder)
    for _ in range(3):
        with pytest.raises(OptionError, match="another thread is taking a batch"):
            next(batches)
    assert feeder.state_dict()["step"] == 0
    is_let_go.set()
    # Neither thread lost anything by it.
    assert first.result()["input_ids"].tobytes() == whole[0]
    assert [batch["input_ids"].tobytes() for batch in batches] == whole[1:]


def test_threads_that_share_a_feeder_without_a_lock(data_set):
    """Every batch goes to one of them; who meets another in the call is told, and none waits."""
    whole = [batch["input_ids"].tobytes() for batch in Feeder(data_set, 1, framework="numpy")]
    batches, taken = iter(Feeder(data_set, 1, framework="numpy", slots=2)), []

    def run():
        while True:
            try:
                taken.append(next(batches)["input_ids"].tobytes())
            except OptionError:
                time.sleep(0.0001)
            except StopIteration:
                return

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for share in [pool.submit(run) for _ in range(4)]:
            share.result(60)
    assert sorted(taken) == sorted(whole)


def test_a_fork_while_another_thread_takes_a_batch(held):
    def child():
        try:
            next(iter(held[0]))
        except ForkedError:
            return True

    assert in_child(child)


ENDINGS = {
    "with a live iterator": "it = iter(feeder); batch = next(it)",
    "in the middle of a loop": "for batch in feeder: sys.exit(0)",
    "held in a module": "sys.modules['kept'] = types.SimpleNamespace(f=feeder, b=next(iter(feeder)))",
    "in a cycle": "feeder.me = feeder; feeder.it = iter(feeder); next(feeder.it)",
    "held by a thread that goes on": """
        def run():
            kept = next(iter(feeder))
            time.sleep(60)
        threading.Thread(target=run, daemon=True).start(); time.sleep(0.1)""",
    "held by an atexit handler": "atexit.register(lambda b=next(iter(feeder)): b['labels'].sum())",
    "used by an atexit handler": """
        def last():
            try: next(iter(feeder))
            except prep_feeder.ClosedError: pass
        next(iter(feeder)); atexit.register(last)""",
    "used by an atexit handler that comes last": "next(iter(feeder)); too_late.append(feeder)",
    "in a thread that goes on feeding": """
        def run():
            while True:
                for _ in feeder: pass
        threading.Thread(target=run, daemon=True).start(); time.sleep(0.1)
        threading.excepthook = lambda arguments: None""",
    "after a fork": """
        if os.fork() == 0: sys.exit(0)
        assert os.wait()[1] == 0; next(iter(feeder))""",
    "by a signal": "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); os.kill(os.getpid(), 15)",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_interpreter_ends_quietly(data_set, ending):
    program = "import atexit, os, signal, sys, threading, time, types\n" \
        "too_late = []\n" \
        "def last():\n" \
        "    for feeder in too_late:\n" \
        "        try: next(iter(feeder)); print('fed', file=sys.stderr)\n" \
        "        except prep_feeder.ClosedError: pass\n" \
        "atexit.register(last)\n" \
        "import prep_feeder\n" \
        f"feeder = prep_feeder.Feeder({data_set!r}, 2, framework='numpy')\n" \
        f"rows = prep_feeder.PrepDataset({data_set!r}); rows[0]\n" + textwrap.dedent(ENDINGS[ending])
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-W", "error::ResourceWarning",
         "-W", "ignore:This process:DeprecationWarning", "-c", program],
        capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
