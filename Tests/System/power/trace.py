"""Runs a command under strace and says what it does to the files below one directory.

All system calls are traced but those named harmless below. Each of the others is understood, or the
recording ends with `Gap`: a call that this file does not know might change files in silence.
"""

import os
import re
import subprocess

from disk import DIRECTORY, FILE, LINK, Disk, Gap

# Calls that change no file and no descriptor's meaning. Attributes (chmod, utimensat) are not part of
# the model; a descriptor that is no file (socket, pipe2) only has a number that was closed before.
HARMLESS = """
    read pread64 readv preadv preadv2 munmap mprotect mremap madvise brk mincore mlock mlock2 munlock
    futex futex_waitv set_robust_list get_robust_list rseq membarrier set_tid_address gettid getpid
    getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgid getpgrp getsid setsid
    setpgid setpriority getpriority ioprio_set ioprio_get prctl arch_prctl personality umask uname
    sysinfo getcpu getrandom getrlimit setrlimit prlimit64 getrusage times time gettimeofday
    clock_gettime clock_getres clock_nanosleep nanosleep alarm getitimer setitimer timer_create
    timer_settime timer_delete sched_yield sched_getaffinity sched_setaffinity sched_getparam
    sched_setparam sched_getscheduler sched_setscheduler sched_get_priority_max
    sched_get_priority_min rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigtimedwait
    rt_sigpending sigaltstack kill tkill tgkill wait4 waitid exit exit_group restart_syscall pause
    poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd
    eventfd2 signalfd4 timerfd_create timerfd_settime pipe pipe2 socket socketpair connect bind
    listen accept accept4 sendto sendmsg recvfrom recvmsg shutdown getsockname getpeername
    getsockopt setsockopt memfd_create pidfd_open pidfd_send_signal inotify_init1 inotify_add_watch
    stat lstat fstat newfstatat statx statfs fstatfs ustat access faccessat faccessat2 readlink
    readlinkat getcwd getdents getdents64 getxattr lgetxattr fgetxattr listxattr llistxattr
    flistxattr fadvise64 readahead flock sync_file_range chmod fchmod fchmodat fchmodat2 chown lchown
    fchown fchownat utime utimes utimensat futimesat mbind set_mempolicy get_mempolicy
    """.split()

# Calls that sync, and so have a beginning and an end; and those that must be seen where they begin:
# another thread may be given a number as soon as it is closed.
SYNCS = {"fsync", "fdatasync"}
SEEN_AT_START = {"close", "close_range"}


class Description:
    """An open file, as descriptors share it (open(2)): a node, or a path outside."""

    def __init__(self, node=None, outside=None, is_append=False, is_shared_offset=False):
        self.node, self.outside, self.is_append = node, outside, is_append
        # Reads move the offset too, and are not traced.
        self.has_unknown_offset = is_shared_offset
        self.offset = 0


class Process:
    """The descriptors and the working directory of a process; threads share them."""

    def __init__(self, descriptors, directory):
        # {number: (description, closes on exec)}
        self.descriptors = descriptors
        # A node below the root, or an absolute path outside.
        self.directory = directory


def record(command, root, environment=None):
    """Runs `command` in `root`; returns its exit status and its operations on what is below `root`."""
    root = os.path.realpath(root)
    log = root + ".strace"
    recorder = Recorder(Disk(root), root)
    run = subprocess.run(
        ["strace", "-f", "-qq", "--signal=none", "-xx", "-s", str(1 << 24), "-o", log, "-e",
         "trace=!" + ",".join("?" + name for name in HARMLESS), *command],
        cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    with open(log, encoding="utf-8", errors="replace") as lines:
        calls, parents = parse(lines)
    os.unlink(log)
    recorder.parents = parents
    for call in calls:
        recorder.take(*call)
    return run.returncode, recorder.operations, recorder.disk, run.stderr.decode(errors="replace")


def parse(lines):
    """The calls of a log in the order in which they took effect, as (moment, process, name,
    arguments, result), where moment is "begin" or "end"; and {child: (parent, flags)}."""
    pending, calls, parents = {}, [], {}
    for position, line in enumerate(lines):
        process, _, rest = line.rstrip("\n").partition(" ")
        process, rest, start = int(process), rest.strip(), position
        if rest.startswith(("+++", "---")):
            continue
        if rest.endswith("<unfinished ...>"):
            pending[process] = (position, rest[:-len("<unfinished ...>")])
            continue
        if rest.startswith("<..."):
            start, head = pending.pop(process)
            rest = head.rstrip() + rest[rest.index("resumed>") + len("resumed>"):]
        name, _, rest = rest.partition("(")
        text, _, result = rest.rpartition(" = ")
        result = result.split()[0]
        if result == "?" or result.startswith("-"):
            continue
        arguments, result = split(text.rstrip()[:-1]), int(result, 0)
        if name in SYNCS:
            calls.append((start, "begin", process, name, arguments, position))
            calls.append((position, "end", process, name, arguments, position))
        else:
            moment = start if name in SEEN_AT_START else position
            calls.append((moment, "end", process, name, arguments, result))
        if name in {"clone", "clone3", "fork", "vfork"} and result > 0:
            flags = re.search(r"flags=([A-Z_|]+)", text)
            parents[result] = (process, flags[1].split("|") if flags else [])
    calls.sort(key=lambda call: call[0])
    return [call[1:] for call in calls], parents


def split(text):
    """Arguments, split at the commas that are in no bracket; strings hold none, being hexadecimal."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(r"[\[{(,)}\]]", text):
        if found[0] in "[{(":
            depth += 1
        elif found[0] in ")}]":
            depth -= 1
        elif depth == 0:
            parts.append(text[start:found.start()].strip())
            start = found.end()
    return parts + [text[start:].strip()]


def string(argument):
    """The bytes of a string argument."""
    found = re.match(r'"([^"]*)"(\.\.\.)?$', argument)
    if found is None or found[2]:
        raise Gap(f"cannot read the argument {argument[:80]}")
    return bytes.fromhex(found[1].replace("\\x", ""))


class Recorder:
    """Follows descriptors and paths, and turns calls into operations on a `Disk`."""

    def __init__(self, disk, root):
        self.disk, self.root, self.operations = disk, root, []
        self.processes, self.parents = {}, {}

    def take(self, moment, process, name, arguments, result):
        call = getattr(self, "call_" + name, None)
        if call is None:
            raise Gap(f"the system call {name}({', '.join(arguments)[:200]}) is not known: is it a "
                      "change of files? Teach Tests/System/power/trace.py what it does")
        if name in SYNCS:
            call(self.process(process), arguments, moment, result)
        else:
            call(self.process(process), arguments, result)

    def process(self, number):
        """A process's descriptors: its own from its first call on, a copy or its parent's."""
        if number not in self.processes:
            if number not in self.parents:
                if self.processes:
                    raise Gap(f"process {number} came from nowhere")
                self.processes[number] = Process({}, 0)
            else:
                parent, flags = self.parents[number]
                parent = self.process(parent)
                self.processes[number] = parent if "CLONE_FILES" in flags else Process(
                    dict(parent.descriptors), parent.directory)
        return self.processes[number]

    def do(self, *operation):
        self.operations.append(operation)
        self.disk.apply(operation)

    def make(self, kind, data=b""):
        number = len(self.disk.nodes)
        self.do("make", number, kind, data)
        return number

    # Paths.

    def start(self, process, argument):
        """Where relative paths of a call begin: a node below the root, or an absolute path outside."""
        if argument == "AT_FDCWD":
            return process.directory
        description = self.description(process, argument)
        if description is None:
            raise Gap(f"a path relative to descriptor {argument}, which is not known")
        return description.outside if description.node is None else description.node

    def find(self, process, directory, argument, follows=True, depth=0):
        """A path as (directory node, name, node or None); None where it leads outside."""
        path = os.fsdecode(string(argument)) if argument.startswith('"') else argument
        found = re.fullmatch(r"/proc/(?:self|thread-self)/fd/(\d+)", path)
        if found:
            return None, None, self.description(process, found[1]).node
        at = self.start(process, directory) if directory is not None else process.directory
        if path.startswith("/") or isinstance(at, str):
            path = os.path.normpath(os.path.join(at if isinstance(at, str) else "/", path))
            if path != self.root and not path.startswith(self.root + "/"):
                return None
            path, at = path[len(self.root):], 0
        return self.walk(at, [part for part in path.split("/") if part not in ("", ".")], follows)

    def walk(self, at, parts, follows, depth=0):
        """Goes from a directory's node through names and links."""
        if depth > 40:
            raise Gap("a loop of links")
        trail = self.trail(at)
        while parts:
            name = parts.pop(0)
            if name == "..":
                if len(trail) == 1:
                    return None
                trail.pop()
                continue
            child = self.disk.nodes[trail[-1]].entries.get(name)
            kind = self.disk.nodes[child].kind if child is not None else None
            if kind == LINK and (parts or follows):
                target = os.fsdecode(self.disk.nodes[child].data)
                if target.startswith("/"):
                    raise Gap(f"an absolute link is followed: {target}")
                return self.walk(trail[-1], target.split("/") + parts, follows, depth + 1)
            if not parts:
                return trail[-1], name, child
            if kind != DIRECTORY:
                raise Gap(f"{name} is no directory, and a call goes through it")
            trail.append(child)
        return None, None, trail[-1]

    def trail(self, node):
        """The directories from the root to a directory."""
        trail = [node]
        while trail[0] != 0:
            above = [number for number, other in self.disk.nodes.items()
                     if other.kind == DIRECTORY and trail[0] in other.entries.values()]
            if not above:
                # Removed meanwhile; only its handle is left.
                break
            trail.insert(0, above[0])
        return trail

    def description(self, process, argument):
        return process.descriptors.get(int(argument), (None, False))[0]

    # Opening and closing.

    def open(self, process, directory, path, flags, result):
        if "O_SYNC" in flags or "O_DSYNC" in flags:
            raise Gap("O_SYNC is not part of the model")
        writes = "O_WRONLY" in flags or "O_RDWR" in flags
        follows = "O_NOFOLLOW" not in flags and not ("O_CREAT" in flags and "O_EXCL" in flags)
        found = self.find(process, directory, path, follows)
        if found is None:
            outside = os.fsdecode(string(path))
            at = self.start(process, directory)
            if not isinstance(at, str):
                at = os.path.join(self.root, *self.names(at))
            outside = os.path.normpath(os.path.join(at, outside))
            if writes and not outside.startswith(("/dev/", "/proc/")):
                raise Gap(f"{outside} lies outside of the test and is opened to be written")
            description = Description(outside=outside)
        else:
            parent, name, node = found
            if "O_TMPFILE" in flags:
                node = self.make(FILE)
            elif node is None:
                if "O_CREAT" not in flags:
                    raise Gap(f"{name} was opened, and the model has no such file")
                node = self.make(FILE)
                self.do("change", {parent: {name: node}}, True)
            elif "O_TRUNC" in flags and self.disk.nodes[node].data:
                self.do("truncate", node, 0)
            description = Description(
                node, is_append="O_APPEND" in flags, is_shared_offset="O_RDWR" in flags)
        process.descriptors[result] = (description, "O_CLOEXEC" in flags)

    def names(self, node):
        trail = self.trail(node)
        return [next(name for name, child in self.disk.nodes[above].entries.items() if child == own)
                for above, own in zip(trail, trail[1:])]

    def call_openat(self, process, arguments, result):
        self.open(process, arguments[0], arguments[1], arguments[2].split("|"), result)

    def call_open(self, process, arguments, result):
        self.open(process, "AT_FDCWD", arguments[0], arguments[1].split("|"), result)

    def call_creat(self, process, arguments, result):
        self.open(process, "AT_FDCWD", arguments[0], ["O_CREAT", "O_WRONLY", "O_TRUNC"], result)

    def call_openat2(self, process, arguments, result):
        flags = re.search(r"flags=([A-Z_0-9|]+)", arguments[2])[1]
        self.open(process, arguments[0], arguments[1], flags.split("|"), result)

    def call_close(self, process, arguments, result):
        process.descriptors.pop(int(arguments[0]), None)

    def call_close_range(self, process, arguments, result):
        first, last = int(arguments[0]), int(arguments[1], 0)
        for number in [number for number in process.descriptors if first <= number <= last]:
            if "CLOSE_RANGE_CLOEXEC" in arguments[2]:
                process.descriptors[number] = (process.descriptors[number][0], True)
            else:
                del process.descriptors[number]

    def duplicate(self, process, old, new, closes_on_exec):
        process.descriptors.pop(new, None)
        description = self.description(process, old)
        if description is not None:
            process.descriptors[new] = (description, closes_on_exec)

    def call_dup(self, process, arguments, result):
        self.duplicate(process, arguments[0], result, False)

    call_dup2 = call_dup

    def call_dup3(self, process, arguments, result):
        self.duplicate(process, arguments[0], result, "O_CLOEXEC" in arguments[2])

    def call_fcntl(self, process, arguments, result):
        if arguments[1].startswith("F_DUPFD"):
            self.duplicate(process, arguments[0], result, arguments[1].endswith("CLOEXEC"))
        elif arguments[1] == "F_SETFD" and self.description(process, arguments[0]) is not None:
            process.descriptors[int(arguments[0])] = (
                self.description(process, arguments[0]), "FD_CLOEXEC" in arguments[2])

    def call_execve(self, process, arguments, result):
        for number in [number for number, (_, closes) in process.descriptors.items() if closes]:
            del process.descriptors[number]

    def call_clone(self, process, arguments, result):
        # The child may have been seen already; if not, it has what its parent has now.
        self.process(result)

    call_clone3 = call_fork = call_vfork = call_clone

    def call_chdir(self, process, arguments, result):
        found = self.find(process, None, arguments[0])
        if found is None:
            at = process.directory if isinstance(process.directory, str) else self.root
            process.directory = os.path.normpath(
                os.path.join(at, os.fsdecode(string(arguments[0]))))
        else:
            process.directory = found[2]

    def call_fchdir(self, process, arguments, result):
        process.directory = self.start(process, arguments[0])

    # Bytes.

    def write(self, process, argument, data, offset=None):
        description = self.description(process, argument)
        if description is None or description.node is None or not data:
            return
        if offset is None:
            if description.has_unknown_offset and not description.is_append:
                raise Gap("write to a descriptor that can be read, too: reads are not traced")
            offset = description.offset
            if description.is_append:
                offset = len(self.disk.nodes[description.node].data)
            description.offset = offset + len(data)
        self.do("write", description.node, offset, data)

    def call_write(self, process, arguments, result):
        if self.is_ours(process, arguments[0]):
            self.write(process, arguments[0], string(arguments[1])[:result])

    def call_pwrite64(self, process, arguments, result):
        if self.is_ours(process, arguments[0]):
            self.write(process, arguments[0], string(arguments[1])[:result], int(arguments[3]))

    def call_writev(self, process, arguments, result, offset=None):
        if self.is_ours(process, arguments[0]):
            pieces = re.findall(r'iov_base=("[^"]*"(?:\.\.\.)?)', arguments[1])
            data = b"".join(string(piece) for piece in pieces)
            self.write(process, arguments[0], data[:result], offset)

    def call_pwritev(self, process, arguments, result):
        self.call_writev(process, arguments, result, int(arguments[3]))

    def call_pwritev2(self, process, arguments, result):
        offset = int(arguments[3])
        self.call_writev(process, arguments, result, None if offset == -1 else offset)

    def is_ours(self, process, argument):
        description = self.description(process, argument)
        return description is not None and description.node is not None

    def call_copy_file_range(self, process, arguments, result):
        """Also sendfile, turned around: bytes from one descriptor to another."""
        source, start, target, end = arguments[:4]
        if not self.is_ours(process, target):
            return
        source = self.description(process, source)
        if start == "NULL":
            if source.has_unknown_offset or source.outside is not None:
                raise Gap("a copy from an offset that is not known")
            start, source.offset = source.offset, source.offset + result
        else:
            start = int(start.strip("[]").split("=>")[0])
        if source.node is not None:
            data = self.disk.nodes[source.node].data
        else:
            with open(source.outside, "rb") as file:
                data = file.read()
        end = None if end == "NULL" else int(end.strip("[]").split("=>")[0])
        self.write(process, target, data[start:start + result], end)

    def call_sendfile(self, process, arguments, result):
        self.call_copy_file_range(
            process, [arguments[1], arguments[2], arguments[0], "NULL"], result)

    def call_ftruncate(self, process, arguments, result):
        if self.is_ours(process, arguments[0]):
            self.do("truncate", self.description(process, arguments[0]).node, int(arguments[1]))

    def call_truncate(self, process, arguments, result):
        found = self.find(process, None, arguments[0])
        if found is None:
            raise Gap("a file outside of the test is truncated")
        self.do("truncate", found[2], int(arguments[1]))

    def call_fallocate(self, process, arguments, result):
        if not self.is_ours(process, arguments[0]):
            return
        node = self.description(process, arguments[0]).node
        mode, offset, length = arguments[1], int(arguments[2]), int(arguments[3])
        size = len(self.disk.nodes[node].data)
        if "COLLAPSE" in mode or "INSERT" in mode or "UNSHARE" in mode:
            raise Gap(f"fallocate with {mode}")
        if "PUNCH_HOLE" in mode or "ZERO_RANGE" in mode:
            end = min(offset + length, size) if "KEEP_SIZE" in mode else offset + length
            self.do("write", node, offset, b"\0" * max(0, end - offset))
        elif "KEEP_SIZE" not in mode and offset + length > size:
            self.do("truncate", node, offset + length)

    def call_lseek(self, process, arguments, result):
        description = self.description(process, arguments[0])
        if description is not None:
            description.offset = result

    def call_mmap(self, process, arguments, result):
        if "MAP_SHARED" in arguments[3] and "PROT_WRITE" in arguments[2] and arguments[4] != "-1" \
                and self.is_ours(process, arguments[4]):
            raise Gap("a file is written through memory")

    def call_ioctl(self, process, arguments, result):
        if arguments[1].startswith(("FICLONE", "FIDEDUPE", "BTRFS", "FS_IOC_SET")):
            raise Gap(f"ioctl {arguments[1]}")

    # Syncs.

    def call_fsync(self, process, arguments, moment, token):
        description = self.description(process, arguments[0])
        if description is not None and description.node is not None:
            self.do("sync_" + moment, token, description.node)

    call_fdatasync = call_fsync

    def call_sync(self, process, arguments, result):
        self.do("sync_all")

    call_syncfs = call_sync

    # Names.

    def place(self, process, directory, path):
        """The directory and name that a call changes."""
        found = self.find(process, directory, path, follows=False)
        if found is None or found[0] is None:
            raise Gap(f"a name outside of the test is changed: {os.fsdecode(string(path))}")
        return found

    def call_mkdirat(self, process, arguments, result):
        parent, name, _ = self.place(process, arguments[0], arguments[1])
        self.do("change", {parent: {name: self.make(DIRECTORY)}}, True)

    def call_mkdir(self, process, arguments, result):
        self.call_mkdirat(process, ["AT_FDCWD", *arguments], result)

    def call_unlinkat(self, process, arguments, result):
        parent, name, _ = self.place(process, arguments[0], arguments[1])
        self.do("change", {parent: {name: None}}, True)

    def call_unlink(self, process, arguments, result):
        self.call_unlinkat(process, ["AT_FDCWD", *arguments], result)

    call_rmdir = call_unlink

    def call_renameat2(self, process, arguments, result):
        parent, name, node = self.place(process, arguments[0], arguments[1])
        target, new, old = self.place(process, arguments[2], arguments[3])
        left = old if len(arguments) > 4 and "RENAME_EXCHANGE" in arguments[4] else None
        if node == old:
            return
        changes = {parent: {name: left}}
        changes.setdefault(target, {})[new] = node
        # A file may get its new name and keep the old one for a while; a directory has one place.
        is_atomic = left is not None or self.disk.nodes[node].kind == DIRECTORY
        self.do("change", changes, is_atomic)

    call_renameat = call_renameat2

    def call_rename(self, process, arguments, result):
        self.call_renameat2(process, ["AT_FDCWD", arguments[0], "AT_FDCWD", arguments[1]], result)

    def call_linkat(self, process, arguments, result):
        if string(arguments[1]) == b"":
            node = self.description(process, arguments[0]).node
        else:
            found = self.find(process, arguments[0], arguments[1], "AT_SYMLINK_FOLLOW" in arguments[4])
            if found is None:
                raise Gap("a link to a file outside of the test")
            node = found[2]
        parent, name, _ = self.place(process, arguments[2], arguments[3])
        self.do("change", {parent: {name: node}}, True)

    def call_link(self, process, arguments, result):
        self.call_linkat(
            process, ["AT_FDCWD", arguments[0], "AT_FDCWD", arguments[1], "0"], result)

    def call_symlinkat(self, process, arguments, result):
        parent, name, _ = self.place(process, arguments[1], arguments[2])
        node = self.make(LINK, string(arguments[0]))
        self.do("change", {parent: {name: node}}, True)

    def call_symlink(self, process, arguments, result):
        self.call_symlinkat(process, [arguments[0], "AT_FDCWD", arguments[1]], result)
