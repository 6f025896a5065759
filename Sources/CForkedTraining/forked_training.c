#define _GNU_SOURCE
#include "CForkedTraining.h"

// Debian keeps the header in a folder of its own, others do not.
#if __has_include(<libsvm/svm.h>)
#include <libsvm/svm.h>
#else
#include <svm.h>
#endif

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// The numbers of a model that come first, and tell how many others there are.
struct counts {
  int classes;
  int vectors;
  bool has_labels;
};

static int pair_count(int classes) { return classes * (classes - 1) / 2; }

static bool write_all(int file, const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t written = write(file, next, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    next += written;
    count -= (size_t)written;
  }
  return true;
}

// What the copy does; it returns the exit status.
static int train_and_write(const struct svm_problem *problem, const struct svm_parameter *parameters, int file) {
  struct svm_model *model = svm_train(problem, parameters);
  if (!model) return 1;
  struct counts counts = {.classes = model->nr_class, .vectors = model->l, .has_labels = model->label != NULL};
  size_t classes = (size_t)counts.classes, vectors = (size_t)counts.vectors;
  bool is_written = write_all(file, &counts, sizeof counts) &&
                    write_all(file, model->rho, (size_t)pair_count(counts.classes) * sizeof(double)) &&
                    write_all(file, model->sv_indices, vectors * sizeof(int));
  for (size_t row = 0; is_written && row + 1 < classes; row++) {
    is_written = write_all(file, model->sv_coef[row], vectors * sizeof(double));
  }
  if (is_written && counts.has_labels) {
    is_written = write_all(file, model->label, classes * sizeof(int)) && write_all(file, model->nSV, classes * sizeof(int));
  }
  return is_written ? 0 : 1;
}

// Reads until `count` bytes are there; asks before each wait whether to stop.
static enum forked_training_end read_all(int file, void *bytes, size_t count, bool (*is_stopped)(void *), void *context) {
  char *next = bytes;
  while (count > 0) {
    if (is_stopped(context)) return forked_training_stopped;
    struct pollfd ready = {.fd = file, .events = POLLIN};
    int polled = poll(&ready, 1, 20);
    if (polled == 0 || (polled < 0 && errno == EINTR)) continue;
    ssize_t got = polled < 0 ? -1 : read(file, next, count);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return forked_training_failed;
    next += got;
    count -= (size_t)got;
  }
  return forked_training_done;
}

// `malloc` that returns no NULL for nothing, as LIBSVM expects of its own.
static void *room(size_t count, size_t size) { return calloc(count > 0 ? count : 1, size); }

static enum forked_training_end read_model(int file, const struct svm_problem *problem,
                                           const struct svm_parameter *parameters, bool (*is_stopped)(void *),
                                           void *context, struct svm_model **result) {
  struct counts counts;
  enum forked_training_end end = read_all(file, &counts, sizeof counts, is_stopped, context);
  if (end != forked_training_done) return end;
  if (counts.classes < 1 || counts.vectors < 0 || counts.vectors > problem->l) return forked_training_failed;
  size_t classes = (size_t)counts.classes, vectors = (size_t)counts.vectors, pairs = (size_t)pair_count(counts.classes);
  struct svm_model *model = room(1, sizeof *model);
  if (!model) return forked_training_failed;
  model->param = *parameters;
  model->nr_class = counts.classes;
  model->l = counts.vectors;
  model->rho = room(pairs, sizeof(double));
  model->sv_indices = room(vectors, sizeof(int));
  model->SV = room(vectors, sizeof *model->SV);
  model->sv_coef = room(classes, sizeof *model->sv_coef);
  bool has_room = model->rho && model->sv_indices && model->SV && model->sv_coef;
  if (has_room) end = read_all(file, model->rho, pairs * sizeof(double), is_stopped, context);
  if (has_room && end == forked_training_done) {
    end = read_all(file, model->sv_indices, vectors * sizeof(int), is_stopped, context);
  }
  for (size_t row = 0; has_room && end == forked_training_done && row + 1 < classes; row++) {
    has_room = (model->sv_coef[row] = room(vectors, sizeof(double))) != NULL;
    if (has_room) end = read_all(file, model->sv_coef[row], vectors * sizeof(double), is_stopped, context);
  }
  if (has_room && end == forked_training_done && counts.has_labels) {
    model->label = room(classes, sizeof(int));
    model->nSV = room(classes, sizeof(int));
    has_room = model->label && model->nSV;
    if (has_room) end = read_all(file, model->label, classes * sizeof(int), is_stopped, context);
    if (has_room && end == forked_training_done) {
      end = read_all(file, model->nSV, classes * sizeof(int), is_stopped, context);
    }
  }
  if (!has_room && end == forked_training_done) end = forked_training_failed;
  for (size_t vector = 0; end == forked_training_done && vector < vectors; vector++) {
    int index = model->sv_indices[vector];
    if (index < 1 || index > problem->l) end = forked_training_failed;
    else model->SV[vector] = problem->x[index - 1];
  }
  if (end != forked_training_done) {
    svm_free_and_destroy_model(&model);
    return end;
  }
  *result = model;
  return forked_training_done;
}

enum forked_training_end forked_training(const struct svm_problem *problem, const struct svm_parameter *parameters,
                                         bool (*is_stopped)(void *context), void *context, struct svm_model **model,
                                         double *seconds) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC)) return forked_training_not_started;
  // No handler of this process may run in the copy.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    // However its parent ends, nothing is left running, and nothing else of the parent's stays open in it.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent) _exit(1);
    int output = dup2(ends[1], STDOUT_FILENO);
    // LIBSVM writes warnings there that mean nothing to whoever reads them.
    int nowhere = open("/dev/null", O_WRONLY);
    if (output < 0 || nowhere < 0 || dup2(nowhere, STDERR_FILENO) < 0) _exit(1);
    closefrom(STDERR_FILENO + 1);
    _exit(train_and_write(problem, parameters, output));
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  close(ends[1]);
  if (child < 0) {
    close(ends[0]);
    return forked_training_not_started;
  }
  enum forked_training_end end = read_model(ends[0], problem, parameters, is_stopped, context, model);
  close(ends[0]);
  if (end != forked_training_done) kill(child, SIGKILL);
  struct rusage usage = {0};
  while (wait4(child, NULL, 0, &usage) < 0 && errno == EINTR) {
  }
  *seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
             (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  return end;
}
