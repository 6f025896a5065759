#pragma once

#include <stdbool.h>

struct svm_problem;
struct svm_parameter;
struct svm_model;

/// How training in a process of its own ended.
enum forked_training_end {
  /// There is a model.
  forked_training_done,
  /// `is_stopped` returned true.
  forked_training_stopped,
  /// The process could not be started, so that nothing was trained.
  forked_training_not_started,
  /// The process ended without a model, for example because memory is short.
  forked_training_failed,
};

/// Trains as LIBSVM's `svm_train` does, with the same bits, in a copy of this process that can be stopped at any moment.
///
/// `is_stopped` is asked every 20 milliseconds. The model's support vectors are nodes of `problem`, as with `svm_train`;
/// free it with `svm_free_and_destroy_model`. `seconds` is the processor time of the copy. `parameters` must not ask for
/// probabilities.
enum forked_training_end forked_training(const struct svm_problem *problem, const struct svm_parameter *parameters,
                                         bool (*is_stopped)(void *context), void *context, struct svm_model **model,
                                         double *seconds);
