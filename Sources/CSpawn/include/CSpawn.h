#pragma once

#include <sys/types.h>

// Functions for starting processes that are in GNU's C library but not among the declarations that Swift sees.

/// Makes a pipe that no program inherits; returns 0 or an errno value.
int cspawn_pipe(int ends[2]);

/// Starts `program` with `argv` and `environment`, both ended by NULL, in `folder` unless that is NULL.
///
/// It reads from /dev/null and writes to `output` and `errors`; no other file is open in it, no signal is blocked, and those
/// that this process ignores for its own sake have their default actions. With `own_group` it leads a process group and
/// is killed when the thread that started it ends, or the process; `cspawn_forget` is to be called when it has ended.
/// Returns 0 or an errno value, that of the program that cannot be run included.
int cspawn_start(const char *program, char *const argv[], char *const environment[], const char *folder, int output,
                 int errors, int own_group, pid_t *process);

/// Takes a group out of those that `cspawn_end_groups` kills.
void cspawn_forget(pid_t group);

/// Kills all groups that are under way, and has further ones refused with ECANCELED; a signal handler may call it.
void cspawn_end_groups(void);

/// Lets groups start again.
void cspawn_allow_groups(void);
