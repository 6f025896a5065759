#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int cspawn_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno; }

// The groups under way; a signal handler reads them, so there is no lock. Groups beyond these places are not recorded.
enum { places = 256 };
static _Atomic pid_t groups[places];
static atomic_bool is_ended;

static void remember(pid_t group) {
  for (int index = 0; index < places; index++) {
    pid_t none = 0;
    if (atomic_compare_exchange_strong(&groups[index], &none, group)) return;
  }
}

void cspawn_forget(pid_t group) {
  for (int index = 0; index < places; index++) {
    pid_t expected = group;
    if (atomic_compare_exchange_strong(&groups[index], &expected, 0)) return;
  }
}

void cspawn_end_groups(void) {
  atomic_store(&is_ended, true);
  for (int index = 0; index < places; index++) {
    pid_t group = atomic_load(&groups[index]);
    if (group > 0) kill(-group, SIGKILL);
  }
}

void cspawn_allow_groups(void) { atomic_store(&is_ended, false); }

// What the new process does, still in the memory of its parent and with all signals blocked; returns an errno value.
static int become(const char *program, char *const argv[], char *const environment[], const char *folder, int output,
                  int errors, int own_group, pid_t parent) {
  // No handler of the parent's may run here. What the parent of this process had it ignore, as nohup does, stays ignored.
  for (int number = 1; number < NSIG; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action)) continue;
    int is_own = number == SIGPIPE || number == SIGXFSZ;
    if (action.sa_handler == SIG_DFL || (action.sa_handler == SIG_IGN && !is_own)) continue;
    action.sa_handler = SIG_DFL;
    action.sa_flags = 0;
    sigaction(number, &action, NULL);
  }
  if (own_group) {
    if (setpgid(0, 0)) return errno;
    // However its parent ends, nothing is left running.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL)) return errno;
    if (getppid() != parent) return ESRCH;
  }
  int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (input < 0 || dup2(input, STDIN_FILENO) < 0) return errno;
  if (dup2(output, STDOUT_FILENO) < 0 || dup2(errors, STDERR_FILENO) < 0) return errno;
  if (folder && chdir(folder)) return errno;
  closefrom(STDERR_FILENO + 1);
  sigset_t none;
  sigemptyset(&none);
  pthread_sigmask(SIG_SETMASK, &none, NULL);
  execve(program, argv, environment);
  return errno;
}

int cspawn_start(const char *program, char *const argv[], char *const environment[], const char *folder, int output,
                 int errors, int own_group, pid_t *process) {
  if (own_group && atomic_load(&is_ended)) return ECANCELED;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  volatile int code = 0;
  pid_t child = vfork();
  if (child == 0) {
    code = become(program, argv, environment, folder, output, errors, own_group, parent);
    _exit(127);
  }
  if (child < 0) code = errno;
  if (child > 0 && code) {
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
  }
  if (child > 0 && !code && own_group) {
    remember(child);
    // A signal that came just before did not find it.
    if (atomic_load(&is_ended)) kill(-child, SIGKILL);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (!code) *process = child;
  return code;
}
