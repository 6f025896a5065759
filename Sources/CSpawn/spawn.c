#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

int cspawn_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

static int prepare(posix_spawnattr_t *attributes, posix_spawn_file_actions_t *actions, const char *folder, int output,
                   int errors, int own_group) {
  sigset_t blocked, defaults;
  sigemptyset(&blocked);
  sigemptyset(&defaults);
  // What the parent of this process had it ignore, as nohup does, stays ignored.
  sigaddset(&defaults, SIGPIPE);
  sigaddset(&defaults, SIGXFSZ);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (own_group ? POSIX_SPAWN_SETPGROUP : 0);
  int code;
  if ((code = posix_spawnattr_setsigmask(attributes, &blocked))) return code;
  if ((code = posix_spawnattr_setsigdefault(attributes, &defaults))) return code;
  if ((code = posix_spawnattr_setpgroup(attributes, 0))) return code;
  if ((code = posix_spawnattr_setflags(attributes, flags))) return code;
  if ((code = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0))) return code;
  if ((code = posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO))) return code;
  if ((code = posix_spawn_file_actions_adddup2(actions, errors, STDERR_FILENO))) return code;
  if ((code = posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1))) return code;
  return folder ? posix_spawn_file_actions_addchdir_np(actions, folder) : 0;
}

int cspawn_start(const char *program, char *const argv[], char *const environment[], const char *folder, int output,
                 int errors, int own_group, pid_t *process) {
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  int code = posix_spawnattr_init(&attributes);
  if (code) return code;
  code = posix_spawn_file_actions_init(&actions);
  if (!code) {
    code = prepare(&attributes, &actions, folder, output, errors, own_group);
    if (!code) code = posix_spawn(process, program, &actions, &attributes, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  return code;
}
