#define _GNU_SOURCE
#include "CPrepSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Whether `variable`, NAME=VALUE, has the name of one in `changes`, NAME=VALUE or NAME.
static int is_changed(const char *variable, const char *const *changes) {
  size_t length = strcspn(variable, "=");
  for (; *changes; ++changes)
    if (strcspn(*changes, "=") == length && strncmp(*changes, variable, length) == 0) return 1;
  return 0;
}

// The environment with `changes` made; its list is to be freed, its strings are not.
static const char **changed_environment(const char *const *changes) {
  size_t count = 1;
  for (char **variable = environ; variable && *variable; ++variable) ++count;
  for (const char *const *change = changes; *change; ++change) ++count;
  const char **result = malloc(count * sizeof *result);
  if (!result) return NULL;
  size_t used = 0;
  for (char **variable = environ; variable && *variable; ++variable)
    if (!is_changed(*variable, changes)) result[used++] = *variable;
  for (const char *const *change = changes; *change; ++change)
    if (strchr(*change, '=')) result[used++] = *change;
  result[used] = NULL;
  return result;
}

// Waits for `child`, and ends it where a signal of `ends`, all of which are blocked, asks for that:
// it gets a moment to tidy up. Returns its status, or that signal as the one that ended it.
static int wait_for(pid_t child, const sigset_t *ends) {
  int asked = 0;
  int status;
  for (;;) {
    pid_t ended = waitpid(child, &status, asked > 1 ? 0 : WNOHANG);
    if (ended < 0 && errno != EINTR) return -errno;
    if (ended == child) break;
    // Also where the child ends, which is a signal too; the time limit is for the moment to tidy up.
    struct timespec moment = {.tv_sec = 0, .tv_nsec = 500 * 1000 * 1000};
    int signal = sigtimedwait(ends, NULL, &moment);
    if (signal == SIGINT || signal == SIGTERM) {
      kill(child, asked ? SIGKILL : SIGTERM);
      asked = asked ? 2 : 1;
    } else if (signal < 0 && errno == EAGAIN && asked) {
      kill(child, SIGKILL);
      asked = 2;
    }
  }
  if (asked) return 128 + SIGTERM;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// Starts a program as the header says of cprep_run; what it prints goes into `output` and `errors`,
// where these are no -1, and into nothing and this process's own errors else. Returns 0, or an error
// number.
static int start(
    pid_t *child, const char *const *arguments, const char *const *changes, int kept, int output,
    int errors) {
  const char **environment = changed_environment(changes);
  if (!environment) return ENOMEM;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (output < 0) {
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  } else {
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  }
  if (errors >= 0) posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  // Programs look for files of theirs where they are started.
  posix_spawn_file_actions_addchdir_np(&actions, "/");
  // Onto itself: that takes its close-on-exec away, in the child alone.
  if (kept >= 0) posix_spawn_file_actions_adddup2(&actions, kept, kept);
  // Signals that whoever started this process left blocked must reach the program.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  // What is captured may have to be ended, with all that it started: it gets a group of its own.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGMASK | (output < 0 ? 0 : POSIX_SPAWN_SETPGROUP));
  int error = posix_spawn(
      child, arguments[0], &actions, &attributes, (char *const *)arguments,
      (char *const *)environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  free(environment);
  return error;
}

int cprep_run(const char *const *arguments, const char *const *changes, int kept) {
  sigset_t ends, before;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGCHLD);
  // Who ignores it is never told that a child has ended.
  signal(SIGCHLD, SIG_DFL);
  pthread_sigmask(SIG_BLOCK, &ends, &before);
  pid_t child;
  int error = start(&child, arguments, changes, kept, -1, -1);
  int result = error ? -error : wait_for(child, &ends);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return result;
}

// A stream of a captured program: the reading end of its pipe, -1 once it is at its end.
typedef struct {
  int descriptor;
  cprep_text *text;
  int overflows;
} stream;

// Takes what is there now; what has no room is thrown away, so that the program need not wait.
static void take(stream *from) {
  while (from->descriptor >= 0) {
    char more[4096];
    ssize_t count = read(from->descriptor, more, sizeof more);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) {
      close(from->descriptor);
      from->descriptor = -1;
      return;
    }
    size_t room = from->text->capacity - from->text->count;
    size_t taken = (size_t)count < room ? (size_t)count : room;
    memcpy(from->text->bytes + from->text->count, more, taken);
    from->text->count += taken;
    if (taken < (size_t)count) {
      from->overflows = 1;
      return;
    }
  }
}

static long long milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Reads both streams until the program ends, and returns 0; or why it is to be ended: an error
// number. `ends` are blocked.
static int read_until_end(pid_t child, stream streams[2], const sigset_t *ends, int milliseconds) {
  const long long deadline = milliseconds_now() + milliseconds;
  for (;;) {
    // Left as it is, so that its group keeps its number until all of it is ended.
    siginfo_t ended = {0};
    if (waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) < 0) return errno;
    for (int index = 0; index < 2; index++) take(&streams[index]);
    if (streams[0].overflows) return EFBIG;
    if (ended.si_pid == child) return 0;
    struct timespec none = {0};
    if (sigtimedwait(ends, NULL, &none) > 0) return EINTR;
    long long left = deadline - milliseconds_now();
    if (left <= 0) return ETIMEDOUT;
    struct pollfd polled[2] = {
        {.fd = streams[0].descriptor, .events = POLLIN},
        {.fd = streams[1].descriptor, .events = POLLIN},
    };
    // A program that has closed both is about to end; that one ends is not told otherwise.
    long long step = streams[0].descriptor < 0 && streams[1].descriptor < 0 ? 2 : 50;
    poll(polled, 2, (int)(left < step ? left : step));
  }
}

int cprep_capture(
    const char *const *arguments, const char *const *changes, int milliseconds, cprep_text *output,
    cprep_text *errors) {
  int pipes[2][2];
  if (pipe2(pipes[0], O_CLOEXEC) < 0) return -errno;
  if (pipe2(pipes[1], O_CLOEXEC) < 0) {
    int reason = errno;
    close(pipes[0][0]);
    close(pipes[0][1]);
    return -reason;
  }
  stream streams[2] = {{pipes[0][0], output, 0}, {pipes[1][0], errors, 0}};
  for (int index = 0; index < 2; index++) {
    streams[index].text->count = 0;
    fcntl(streams[index].descriptor, F_SETFL, O_NONBLOCK);
  }
  sigset_t ends, before;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  signal(SIGCHLD, SIG_DFL);
  pthread_sigmask(SIG_BLOCK, &ends, &before);
  pid_t child;
  int error = start(&child, arguments, changes, -1, pipes[0][1], pipes[1][1]);
  close(pipes[0][1]);
  close(pipes[1][1]);
  int result = -error;
  if (error == 0) {
    error = read_until_end(child, streams, &ends, milliseconds);
    kill(-child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    result = error                 ? -error
             : WIFSIGNALED(status) ? 128 + WTERMSIG(status)
                                   : WEXITSTATUS(status);
  }
  for (int index = 0; index < 2; index++)
    if (streams[index].descriptor >= 0) close(streams[index].descriptor);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return result;
}
