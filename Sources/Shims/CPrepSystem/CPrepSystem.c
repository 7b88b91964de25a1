#define _GNU_SOURCE
#include "CPrepSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int cprep_processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) return CPU_COUNT(&set);
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

long long cprep_peak_rss_byte_count(void) {
  // Not getrusage's ru_maxrss: that is kept over exec, so it may be the memory of whoever
  // started this process.
  FILE *status = fopen("/proc/self/status", "r");
  if (!status) return 0;
  char line[256];
  long long kibibytes = 0;
  while (fgets(line, sizeof line, status))
    if (sscanf(line, "VmHWM: %lld kB", &kibibytes) == 1) break;
  fclose(status);
  return kibibytes * 1024;
}

double cprep_processor_seconds(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

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

int cprep_run(const char *const *arguments, const char *const *changes, int kept) {
  const char **environment = changed_environment(changes);
  if (!environment) return -ENOMEM;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
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
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  sigset_t ends, before;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGCHLD);
  // Who ignores it is never told that a child has ended.
  signal(SIGCHLD, SIG_DFL);
  pthread_sigmask(SIG_BLOCK, &ends, &before);
  pid_t child;
  int error = posix_spawn(
      &child, arguments[0], &actions, &attributes, (char *const *)arguments,
      (char *const *)environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  free(environment);
  int result = error ? -error : wait_for(child, &ends);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return result;
}

int cprep_open_step_by_step(int directory, const char *path, int flags, mode_t mode) {
  if (path[0] == '/') {
    errno = EXDEV;
    return -1;
  }
  int parent = directory;
  int result = -1;
  while (1) {
    size_t length = strcspn(path, "/");
    char name[NAME_MAX + 1];
    if (length > NAME_MAX) {
      errno = ENAMETOOLONG;
      break;
    }
    memcpy(name, path, length);
    name[length] = 0;
    if (strcmp(name, "..") == 0) {
      errno = EXDEV;
      break;
    }
    path += length;
    path += strspn(path, "/");
    int is_last = *path == 0;
    int next = openat(
        parent, name,
        is_last ? flags | O_NOFOLLOW | O_CLOEXEC : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, mode);
    if (is_last) {
      result = next;
      break;
    }
    if (next < 0) break;
    if (parent != directory) close(parent);
    parent = next;
  }
  int reason = errno;
  if (parent != directory) close(parent);
  errno = reason;
  return result;
}

int cprep_open_beneath(int directory, const char *path, int flags, mode_t mode) {
  struct open_how how = {
      .flags = (unsigned)(flags | O_CLOEXEC),
      // openat2 refuses a mode where nothing is made.
      .mode = flags & O_CREAT ? mode : 0,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  long descriptor;
  do {
    descriptor = syscall(SYS_openat2, directory, path, &how, sizeof how);
    // RESOLVE_BENEATH says EAGAIN where something was renamed meanwhile.
  } while (descriptor < 0 && errno == EAGAIN);
  // Kernels before 5.6 do not have it, and some sandboxes forbid what they do not know.
  if (descriptor >= 0 || (errno != ENOSYS && errno != EPERM)) return (int)descriptor;
  return cprep_open_step_by_step(directory, path, flags, mode);
}

int cprep_rename_new(
    int directory, const char *name, int new_directory, const char *new_name) {
  return renameat2(directory, name, new_directory, new_name, RENAME_NOREPLACE);
}
