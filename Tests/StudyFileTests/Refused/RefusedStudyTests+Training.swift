extension RefusedStudyTests {
  /// What `training` says.
  static let training: [Refusal] = [
    // Training.
    (
      "training: {activation: rleu}", "5:24: training.activation: found 'rleu', expected one of relu, sigmoid, tanh, id"
    ),
    (
      "training: {activation: Tanh}",
      "5:24: training.activation: found 'Tanh', expected one of relu, sigmoid, tanh, ide"
    ),
    (
      "training: {loss: hinge}", "5:18: training.loss: found 'hinge', expected one of cross-entropy, mean-squared-error"
    ),
    ("training: {engine: manual}", "5:20: training.engine: found 'manual', expected one of backprop, autodiff"),
    (
      "training: {initialiser: {weights: constant(1)}}",
      "5:25: training.initialiser: the key biases is missing"
    ),
    (
      "training: {bias-initialiser: constant(0), initialiser: {weights: constant(1), biases: constant(1)}}",
      "5:12: training.bias-initialiser: initialiser gives the biases already"
    ),
    (
      "training: {momentum: 0.5}", "5:12: training.momentum: does not apply to optimiser sgd; only to momentum, nestero"
    ),
    ("training: {optimiser: adam, momentum: 0.5}", "5:29: training.momentum: does not apply to optimiser adam; only"),
    ("training: {optimiser: momentum, beta1: 0.5}", "5:33: training.beta1: does not apply to optimiser momentum; on"),
    ("training: {momentum: 1, optimiser: momentum}", "5:22: training.momentum: found '1', expected a number at lea"),
    ("training: {momentum: 1, optimiser: agd}", "5:22: training.momentum: found '1', expected a number at lea"),
    (
      "training: {weight-decay: 0.1}",
      "5:12: training.weight-decay: does not apply to optimiser sgd; only to adamw (did you mean l2?)"
    ),
    (
      "training: {weight_decay: 0.1}",
      "5:12: training.weight_decay: unknown key; did you mean weight-decay, as in training: {optim"
    ),
    (
      "training: {dropout_rate: 0.1}",
      "5:12: training.dropout_rate: unknown key; did you mean dropout, as in training: {dropout: 0.1}?"
    ),
    (
      "training: {lr_scheduler: cosine}",
      "5:12: training.lr_scheduler: unknown key; did you mean schedule, as in training: {schedule"
    ),
    ("training: {optimiser: rmsprop}", "5:23: training.optimiser: found 'rmsprop', expected one of sgd, momentum, ne"),
    (
      "training: {output: linear}",
      "5:12: training.output: does not apply to loss cross-entropy; only to mean-squared-error"
    ),
    (
      "training: {loss: mean-squared-error, output: linear}\nmetrics: [accuracy, log-loss]",
      "6:1: metrics: log-loss needs probabilities, which training.output linear does not give; take it out of metr"
    ),
    (
      "vary: {loss: [cross-entropy, mean-squared-error], output: [softmax, linear]}",
      "5:51: vary.output: linear goes with loss mean-squared-error, not with cross-entropy, which has outputs of its"
    ),
    (
      "training: {loss: mean-squared-error}\nvary: {output: [softmax, identity]}",
      "6:26: vary.output[1]: found 'identity', expected one of softmax, sigmoid, linear (did you mean linear?)"
    ),
    (
      "training: {optimiser: rprop}",
      "5:12: training.optimiser: rprop compares the gradients of all samples, and training.batch is 32; set that to full"
    ),
    (
      "training: {batch: full, warm-up: 3}\nvary: {optimiser: [sgd, rprop]}",
      "6:8: vary.optimiser: rprop adapts its steps by itself, without training.warm-up; leave that out"
    ),
    (
      "training: {schedule: linear}", "5:22: training.schedule: found 'linear', expected constant, cosine, or {step: 30"
    ),
    ("training: {schedule: {step: 0, factor: 0.1}}", "5:29: training.schedule.step: found '0', expected a whole numb"),
    ("training: {schedule: {step: 3}}", "5:22: training.schedule: the key factor is missing"),
    ("training: {schedule: {step: 3, gamma: 1}}", "5:32: training.schedule.gamma: unknown key; did you mean factor?"),
    ("training: {schedule: 'step(0,0.1)'}", "5:22: training.schedule: found the quoted text 'step(0,0.1)', expected"),
    ("training: {warm-up: -1}", "5:21: training.warm-up: found '-1', expected a whole number from 0"),
    ("training: {dropout: 1}", "5:21: training.dropout: found '1', expected a number at least 0 and under 1"),
    ("training: {batch: 0}", "5:19: training.batch: found '0', expected a whole number from 1 to 1000000000, or full"),
    (
      "training: {batch: ful}", "5:19: training.batch: found 'ful', expected a whole number from 1 to 1000000000, or fu"
    ),
    ("training: {epochs: 0}", "5:20: training.epochs: found '0', expected"),
    ("training: {initialiser: uniform(-1,1)}", "5:36: training.1): unknown key; quote a value that contains"),
    ("training:\n  initialiser: kaiming", "6:16: training.initialiser: found 'kaiming', expected one of uniform(a,b)"),
    ("training:\n  initialiser: uniform(1,-1)", "6:16: training.initialiser: found 'uniform(1,-1)', expected uniform"),
    ("training:\n  initialiser: normal(0,-1)", "6:16: training.initialiser: found 'normal(0,-1)', expected normal(me"),
    ("training:\n  initialiser: constant(.inf)", "6:16: training.initialiser: found 'constant(.inf)', expected one"),
    ("training:\n  initialiser: constant()", "6:16: training.initialiser: found 'constant()', expected one of"),
  ]
}
