import NeuralNetwork
import Testing

@Suite struct RefusedStudyTests {
  /// Each line goes after the minimal study (line 5), or replaces the line of its key.
  @Test(arguments: [
    // Keys.
    ("repliactes: 3", "5:1: repliactes: unknown key; did you mean replicates? (known keys: name, title, "),
    ("Seed: 3", "5:1: Seed: unknown key; did you mean seed? (known"),
    ("learning-rate: 3", "5:1: learning-rate: unknown key; did you mean training.learning-rate? (known"),
    ("xyzzy: 3", "5:1: xyzzy: unknown key (known keys: "),
    ("record: true", "5:9: record: found 'true', expected keys with values"),
    ("record: {batch-loss: yes}", "5:22: record.batch-loss: found 'yes', expected true or false (write true; since"),
    (
      "record: {dead-neurons: 'true'}",
      "5:24: record.dead-neurons: found the quoted text 'true', expected true or false (r"
    ),
    ("record: {models: all}", "5:18: record.models: found 'all', expected one of none, final, every-stop"),
    ("record: {probe-samples: 9}", "5:10: record.probe-samples: does nothing without dead-neurons: true"),
    ("record: {dead-neuron: true}", "5:10: record.dead-neuron: unknown key; did you mean dead-neurons?"),
    ("training: {learning-rte: 0.1}", "5:12: training.learning-rte: unknown key; did you mean learning-rate?"),
    (
      "training: {optimizer: sgd}",
      "5:12: training.optimizer: unknown key; did you mean optimiser, as in training: {optimiser: adam}?"
    ),
    (
      "training: {lr: 0.1}",
      "5:12: training.lr: unknown key; did you mean learning-rate, as in training: {learning-rate: 0.1}? (known keys: "
    ),
    (
      "lr: 0.1",
      "5:1: lr: unknown key; did you mean training.learning-rate, as in training: {learning-rate: 0.1}? (known"
    ),
    ("training: {wd: 0.1}", "5:12: training.wd: unknown key; did you mean l2, as in training: {l2: 0.0001}?"),
    ("training: {hidden_layer_sizes: [5]}", "5:12: training.hidden_layer_sizes: unknown key; did you mean "),
    ("training: {loss: mse}", "5:18: training.loss: found 'mse', expected one of cross-entropy, mean-squared-error, "),
    ("stopping: [{rule: PQ, threshold: 1}]", "5:19: stopping[0].rule: found 'PQ', expected one of loss-chan"),
    (
      "stopping: [{rule: patience, patience: 5}]",
      "5:29: stopping[0].patience: unknown key; did you mean epochs, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    ("training: {learning: 1}", "5:12: training.learning: unknown key; did you mean learning-rate?"),
    ("training: {? a: 1}", "5:12: '?' keys are not accepted"),
    ("training: {[a]: 1}", "5:12: training: a key must be a word"),
    ("training: 3", "5:11: training: found '3', expected keys with values (known keys: activation,"),
    ("training:", "5:10: training: found nothing, expected keys"),
    ("seed: 1\nseed: 2", "5:1: the key seed is given again below; keep one"),
    ("<<: {seed: 1}", "5:1: <<: merge keys are not accepted"),
    // A store would keep the text and refuse it on reading.
    (
      "vary: {l2: [0.1\(String(repeating: "0", count: 5000))]}",
      "5:13: vary.l2[0]: takes 5003 characters; write it in at most 200"
    ),
    // name, title.
    ("name: a b", "1:7: name: found 'a b', expected 1 to 64 of the characters A-Z a-z 0-9 _ -"),
    ("name: ../x", "1:7: name: found '../x', expected"),
    ("name: \"\"", "1:7: name: found the quoted text '', expected"),
    ("title: ~", "5:8: title: found nothing, expected one line of 1 to 200 characters"),
    ("title: [a]", "5:8: title: found a list, expected"),
    ("title: \"a\\nb\"", "5:8: title: found the quoted text 'a?b', expected one line of 1 to 200 characters (it holds"),
    ("title: \"a\\u202Eb\"", "5:8: title: found the quoted text 'a?b'"),
    ("title: ' a'", "5:8: title: found the quoted text ' a', expected one line of 1 to 200 characters (remove the sp"),
    // Whole numbers.
    ("replicates: 0", "5:13: replicates: found '0', expected a whole number from 1 to 10000"),
    ("replicates: -1", "5:13: replicates: found '-1', expected a whole"),
    (
      "replicates: 010",
      "5:13: replicates: found '010', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 10)"
    ),
    (
      "replicates: 1e1",
      "5:13: replicates: found '1e1', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 10)"
    ),
    (
      "replicates: 1_000",
      "5:13: replicates: found '1_000', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 1000)"
    ),
    (
      "replicates: +5",
      "5:13: replicates: found '+5', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 5)"
    ),
    (
      "replicates: 2.0",
      "5:13: replicates: found '2.0', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (write 2)"
    ),
    (
      "replicates: '5'",
      "5:13: replicates: found the quoted text '5', expected a whole number from 1 to 10000, {precision, from, to} "
        + "or {data, initial-weights} (remov"
    ),
    ("replicates: 0x10", "5:13: replicates: found '0x10', expected"),
    ("replicates: 1:30", "5:13: replicates: found '1:30', expected"),
    ("replicates: yes", "5:13: replicates: found 'yes', expected"),
    ("replicates: 99999999999999999999", "5:13: replicates: found '99999999999999999999', expected"),
    ("replicates: {data: 5}", "5:13: replicates: the key initial-weights is missing"),
    (
      "replicates: {data: 5, initial-weights: 1}",
      "5:40: replicates.initial-weights: found '1', expected a whole number from 2 to 1000"
    ),
    (
      "replicates: {data: 5, weights: 4}",
      "5:23: replicates.weights: unknown key (known keys: precision, from, to, data, initial-weights)"
    ),
    (
      "replicates: {data: 1000, initial-weights: 1000}",
      "5:13: replicates: 1000 data draws × 1000 initial weights are too many; a study has at most 10000 replicates"
    ),
    (
      "replicates: {precision: 0}",
      "5:25: replicates.precision: found '0', expected a number over 0"
    ),
    (
      "replicates: {precision: 1, from: 20, to: 10}",
      "5:42: replicates.to: from 20 to 10 is no range; make to at least as large as from"
    ),
    ("replicates: {precision: 1, from: 300}", "5:34: replicates.from: from 300 to 200 is no range"),
    ("replicates: {from: 10}", "5:13: replicates: the key precision is missing"),
    (
      "replicates: {precision: 100}",
      "5:13: replicates: a precision of 100 points says nothing of accuracy, which has at most 100; write points, such as 0.5"
    ),
    (
      "replicates: {precision: 1, data: 5, initial-weights: 4}",
      "5:14: replicates.precision: does not go with data and initial-weights; keep one of the two"
    ),
    ("replicates: {precison: 1}", "5:14: replicates.precison: unknown key; did you mean precision?"),
    ("replicates: [5, 4]", "5:13: replicates: found a list, expected a whole number from 1 to 10000, {precision, "),
    ("replicates: ٣", "5:13: replicates: found '٣', expected"),
    ("seed: -1", "5:7: seed: found '-1', expected a whole number from 0 to 18446744073709551615"),
    ("seed: 18446744073709551616", "5:7: seed: found '18446744073709551616', expected"),
    // Numbers.
    ("training: {learning-rate: no}", "5:27: training.learning-rate: found 'no', expected a number over 0"),
    ("training: {learning-rate: .inf}", "5:27: training.learning-rate: found '.inf', expected a number over 0 and"),
    ("training: {l2: .nan}", "5:16: training.l2: found '.nan', expected a number at least 0 and at most 1000000 (writ"),
    ("training: {l2: 1e999}", "5:16: training.l2: found '1e999', expected"),
    ("training: {l2: 1.}", "5:16: training.l2: found '1.', expected a number at least 0 and at most 1000000 (write 1)"),
    (
      "training: {l2: 10%}",
      "5:16: training.l2: found '10%', expected a number at least 0 and at most 1000000 (write 0.1)"
    ),
    (
      "training: {l2: 1/4}",
      "5:16: training.l2: found '1/4', expected a number at least 0 and at most 1000000 (write 0.25)"
    ),
    (
      "training: {l2: 010.5}",
      "5:16: training.l2: found '010.5', expected a number at least 0 and at most 1000000 (write 10.5)"
    ),
    (
      "training:\n  l2: 1,5",
      "6:7: training.l2: found '1,5', expected a number at least 0 and at most 1000000 (write 1.5)"
    ),
    (
      "training:\n  l2: 1,500",
      "6:7: training.l2: found '1,500', expected a number at least 0 and at most 1000000 (write 1500 or 1.5)"
    ),
    (
      "training:\n  epochs: 1,500",
      "6:11: training.epochs: found '1,500', expected a whole number from 1 to 1000000 (write 1500)"
    ),
    (
      "training:\n  epochs: 1'500",
      "6:11: training.epochs: found '1'500', expected a whole number from 1 to 1000000 (write 1500)"
    ),
    (
      "training: {l2: 1,5}",
      "5:18: training.5: unknown key; between braces a comma ends a value: write several as [64, 64]"
    ),
    ("training: {dropout: 150%}", "5:21: training.dropout: found '150%', expected a number at least 0 and under 1"),
    (
      "sizes: [50%]",
      "3:8: sizes: found 50%, expected counts of training samples, not fractions"
    ),
    (
      "training: {nesterov: true}",
      "5:12: training.nesterov: unknown key; did you mean optimiser, as in training: {optimiser: nesterov, momentum: 0.9}?"
    ),
    (
      "training: {early_stopping: true}",
      "5:12: training.early_stopping: unknown key; did you mean stopping at the top level, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    (
      "early_stopping: true",
      "5:1: early_stopping: unknown key; did you mean stopping, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    (
      "training: {patience: 5}",
      "5:12: training.patience: unknown key; did you mean stopping, as in stopping: [{rule: patience, epochs: 10}]?"
    ),
    (
      "stopping: [{rule: patience, start-from-epoch: 40}]",
      "5:29: stopping[0].start-from-epoch: unknown key; did you mean from-epoch, as in stopping: [{rule: patience, "
    ),
    ("stopping: [{epoch: 3, rule: patiense}]", "5:13: stopping[0].epoch: unknown key; did you mean epochs?"),
    (
      "stopping: [{rule: loss-change, threshold: 0.1, patience: 5}]",
      "5:48: stopping[0].patience: unknown key; epochs, which it may mean, applies only to rule patience "
        + "(known keys: rule, threshold, relative, from-epoch)"
    ),
    (
      "stopping: [{rule: loss-change, threshold: 0.1, start-from-epoch: 40}]",
      "5:48: stopping[0].start-from-epoch: unknown key; did you mean from-epoch? ("
    ),
    (
      "stopping: [{rule: loss-change, min-delta: 0.1}]",
      "5:32: stopping[0].min-delta: unknown key; did you mean threshold, as in stopping: [{rule: loss-change, threshold: "
    ),
    ("sizes: [all]", "3:9: sizes[0]: found 'all' in a list; write sizes: all, for all samples there are"),
    (
      "stopping: [{rule: generalisation-loss, threshold: 5%}]",
      "5:51: stopping[0].threshold: found '5%', expected a number at least 0, or a list [a, b, …] of up to 100 (write 5)"
    ),
    (
      "stopping: [{rule: generalisation-loss, threshold: [2, 5%]}]",
      "5:55: stopping[0].threshold[1]: found '5%', expected a number at least 0 (write 5)"
    ),
    (
      "stopping: [{threshold: 5%, rule: patience}]",
      "5:24: stopping[0].threshold: found '5%', expected a number at least 0, or a list [a, b, …] of up to 100 (write 0.05)"
    ),
    (
      "depths: {from: 1, to: 2, width: 3, residual: yes}",
      "5:46: depths.residual: found 'yes', expected true or false (write true; since YAML 1.2 yes is only a text)"
    ),
    (
      "data: {source: csv, path: t.csv, header: Off}",
      "2:42: data.header: found 'Off', expected one of auto, true, false (write false; since YAML 1.2 Off is only a text)"
    ),
    ("sizes: [0.1, 50%, 1]", "3:8: sizes: found 0.1, 50%, 1, expected counts of training samples, not fractions"),
    (
      "sizes: {from: 0.1, to: 1.0, count: 3}",
      "3:8: sizes: found 0.1, 1.0, expected counts of training samples, not fractions"
    ),
    ("sizes: {per_class: [1]}", "3:9: sizes.per_class: unknown key; did you mean per-class?"),
    ("data: {source: csv, path: t.csv, y: a}", "2:34: data.y: unknown key; did you mean target?"),
    ("data: {source: csv, path: t.csv, na: a}", "2:34: data.na: unknown key; did you mean missing-values, as in"),
    (
      "vary: {training.learning-rate: [0.1]}",
      "5:8: vary.training.learning-rate: unknown key; did you mean learning-rate?"
    ),
    (
      "training: {batch_size: 32}",
      "5:12: training.batch_size: unknown key; did you mean batch, as in training: {batch: 32}?"
    ),
    (
      "stopping: [{rule: patience, min_delta: 0.1}]",
      "5:29: stopping[0].min_delta: unknown key; did you mean threshold? (known keys: rule, threshold, epochs, monitor, from-epoch)"
    ),
    (
      "models: {a: {hidden_layer_sizes: [5]}}",
      "4:14: models.a.hidden_layer_sizes: unknown key; did you mean hidden, as in models: {deep: {hidden: [64, 64]}}?"
    ),
    ("training: {n_estimators: 100}", "5:12: training.n_estimators: unknown key (known"),
    (
      "metrics: [f1]",
      "5:11: metrics[0]: found 'f1', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean macro-f1?)"
    ),
    (
      "metrics: [AUC]",
      "5:11: metrics[0]: found 'AUC', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean roc-auc?)"
    ),
    (
      "metrics: [r-squared]",
      "5:11: metrics[0]: found 'r-squared', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean r2?)"
    ),
    (
      "metrics: [mse]",
      "5:11: metrics[0]: found 'mse', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean rmse?)"
    ),
    (
      "metrics: [cross-entropy]",
      "5:11: metrics[0]: found 'cross-entropy', expected one of accuracy, balanced-accuracy, macro-f1, log-loss, roc-auc, rmse, mae, r2 (did you mean log-loss?)"
    ),
    (
      "data: {source: csv, path: a, missing: mean}",
      "2:39: data.missing: found 'mean', expected one of refuse, drop, impute (did you mean impute?)"
    ),
    (
      "data: {source: csv, path: a, header: yes}",
      "2:38: data.header: found 'yes', expected one of auto, true, false (write true; since"
    ),
    (
      "data: {source: csv, path: a, delimiter: semicolon}",
      "2:41: data.delimiter: found 'semicolon', expected one of auto, ,, ;, tab, |, space (did you mean ;?)"
    ),
    (
      "data: {source: csv, path: a, encoding: cp1252}",
      "2:40: data.encoding: found 'cp1252', expected one of auto, utf-8, utf-16, latin-1 (did you mean latin-1?)"
    ),
    (
      "training: {weight-decay: 0.1}\nvary: {optimiser: [sgd, momentum]}",
      "5:12: training.weight-decay: does not apply to optimiser sgd, momentum; only to adamw"
    ),
    (
      "vary: {schedule: [cosine, {step: 3, factor: 0.1}, {step: 3, factor: 0.1}]}",
      "5:51: vary.schedule[2]: step(3,0.1) is given twice"
    ),
    (
      "training: {batch: full}\nvary: {optimiser: [sgd, rprop], schedule: [constant, cosine]}",
      "6:8: vary.optimiser: rprop adapts its steps by itself, without vary.schedule; leave that out"
    ),
    ("training: {l2: 1:30}", "5:16: training.l2: found '1:30', expected"),
    ("training: {l2: \"0.1\"}", "5:16: training.l2: found the quoted text '0.1', expected a number at least 0 and at"),
    ("training: {learning-rate: 0}", "5:27: training.learning-rate: found '0', expected a number over 0"),
    ("training: {decay: 1.5}", "5:19: training.decay: found '1.5', expected a number over 0 and at most 1"),
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
      "5:12: training.dropout_rate: unknown key; did you mean dropout, as in training: {dropout: 0.5}?"
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
    // Data.
    ("data: {}", "2:7: data: the key source is missing"),
    (
      "data: {source: minst}", "2:16: data.source: found 'minst', expected one of digits, mnist, fashion-mnist, cifar-1"
    ),
    ("data: {source: cifar-100}", "2:16: data.source: found 'cifar-100', expected one of"),
    ("data: {source: sawteeth}", "2:16: data.source: found 'sawteeth', expected one of"),
    ("data: {source: mnist, target: label}", "2:23: data.target: does not apply to source mnist; only to csv"),
    ("data: {samples: 5, source: digits}", "2:8: data.samples: does not apply to source digits; only to circles, moo"),
    ("data: {source: csv, noise: 1, path: a}", "2:21: data.noise: does not apply to source csv; only to circles, moo"),
    ("data: {source: moons, classes: 3}", "2:23: data.classes: does not apply to source moons; only to spirals, bl"),
    ("data: {source: moons, folds: 3}", "2:23: data.folds: does not apply to source moons; only to sawtooth"),
    ("data: {source: blobs, inputs: 3}", "2:23: data.inputs: does not apply to source blobs; only to sawtooth"),
    ("data: {source: sawtooth, folds: 17}", "2:33: data.folds: found '17', expected a whole number from 1 to 16"),
    ("data: {source: digits, path: a}", "2:24: data.path: does not apply to source digits; only to mnist, fashion-mn"),
    ("data: {source: blobs, classes: 101}", "2:32: data.classes: found '101', expected a whole number from 2 to 100"),
    ("data: {source: csv}", "2:7: data: the key path is missing"),
    ("data: {source: moons, test: canonical}", "2:29: data.test: moons has no test set of its own; give a fraction"),
    ("data: {source: digits, test: 0}", "2:30: data.test: found '0', expected a fraction over 0 and under 1, or a cou"),
    ("data: {source: digits, test: 1.0}", "2:30: data.test: found '1.0', expected a fraction over 0 and under 1, or a"),
    (
      "data: {source: digits, test: canon}", "2:30: data.test: found 'canon', expected a fraction over 0 and under 1, o"
    ),
    ("data: {source: digits, validation: 0.0}", "2:36: data.validation: found '0.0', expected a fraction over 0 and"),
    ("data: {source: digits, validation: -1}", "2:36: data.validation: found '-1', expected a fraction over 0 and"),
    ("data: {source: npz}", "2:7: data: the key path is missing"),
    ("data: {source: libsvm}", "2:7: data: the key path is missing"),
    (
      "data: {source: npz, path: a.npz, test: b.csv}",
      "2:40: data.test: only csv and libsvm may have a test set in anoth"
    ),
    (
      "data: {source: libsvm, path: a, test: {column: a, test: b}}",
      "2:39: data.test: only csv may have a test set in a column"
    ),
    ("data: {source: digits, label-noise: 1}", "2:37: data.label-noise: found '1', expected a number"),
    ("data: {source: digits, label-noise: -0.1}", "2:37: data.label-noise: found '-0.1', expected a number"),
    ("data: {source: digits, scale: standardize}", "2:31: data.scale: found 'standardize', expected one of none, uni"),
    // Sizes.
    (
      "sizes: some", "3:8: sizes: found 'some', expected {from, to, count}, {from, to, step}, {per-class}, a list of si"
    ),
    ("sizes: {per-class: [5, 2]}", "3:24: sizes.per-class[1]: 2 follows 5; list the sizes from small to large"),
    ("sizes: {per-class: [0]}", "3:21: sizes.per-class[0]: found '0', expected a whole number from 1 to 1000000000"),
    ("sizes: {per-class: [1], from: 5}", "3:25: sizes.from: unknown key"),
    ("sizes: []", "3:8: sizes: found an empty list, expected a list"),
    ("sizes: [0]", "3:9: sizes[0]: found '0', expected a whole number from 1 to 1000000000"),
    ("sizes: [5, 5]", "3:12: sizes[1]: '5' is given twice"),
    ("sizes: [50, 20]", "3:13: sizes[1]: 20 follows 50; list the sizes from small to large"),
    ("sizes: {from: 1, to: 9}", "3:8: sizes: missing count or step"),
    ("sizes: {from: 1, count: 9}", "3:8: sizes: the key to is missing"),
    ("sizes: {from: 1, to: 9, count: 3, step: 2}", "3:8: sizes: count and step exclude each other; keep one"),
    ("sizes: {from: 1, to: 9, step: 2, spacing: linear}", "3:43: sizes.spacing: goes with count only; sizes by step"),
    ("sizes: {from: 9, to: 9, count: 3}", "3:22: sizes.to: 9 is not over from (9); for one size write sizes: [9]"),
    ("sizes: {from: 1, to: 1e18, count: 3}", "3:22: sizes.to: found '1e18', expected a whole number from 1 to 10000"),
    ("sizes: {from: 1, to: 1000000000000000000, count: 3}", "3:22: sizes.to: found '1000000000000000000', expected a"),
    ("sizes: {from: 1, to: 9, count: 10001}", "3:32: sizes.count: found '10001', expected a whole number from 2 to"),
    ("sizes: {from: 1, to: 1000000000, step: 1}", "3:40: sizes.step: 1 gives more than 10000 sizes from 1 to 10000"),
    // Models and depths.
    ("models: {}", "4:9: models: found no model, expected models by name"),
    ("models: [64]", "4:9: models: found a list, expected models by name"),
    ("models: {a: [64]}", "4:13: models.a: found a list, expected keys with values (known keys: kind, hidden, normal"),
    ("models: {svm: {kind: forest}}", "4:22: models.svm.kind: found 'forest', expected one of network, svm"),
    ("models: {a: {kind: svm, hidden: [8]}}", "4:25: models.a.hidden: does not apply to kind svm; only to network"),
    ("models: {a: {hidden: [8], c: 1}}", "4:27: models.a.c: does not apply to kind network; only to svm"),
    ("models: {a: {hidden: [8], gamma: 1}}", "4:27: models.a.gamma: does not apply to kind network; only to svm"),
    ("models: {a: {kind: svm, degree: 2}}", "4:25: models.a.degree: does not apply to kernel rbf; only to polynomial"),
    ("models: {a: {kind: svm, c: 0}}", "4:28: models.a.c: found '0', expected a number over 0"),
    ("models: {a: {kind: svm, gamma: sacle}}", "4:32: models.a.gamma: found 'sacle', expected"),
    (
      "models: {a: {hidden: 64}}", "4:22: models.a.hidden: found '64', expected a list of layer widths, such as [64, 64"
    ),
    ("models: {a: {hidden: [0]}}", "4:23: models.a.hidden[0]: found '0', expected a whole number from 1 to 65536"),
    ("models: {a: {hidden: [65537]}}", "4:23: models.a.hidden[0]: found '65537', expected"),
    ("models: {'': {hidden: []}}", "4:10: models.: a model's name is one line of 1 to 64 characters (it is empty)"),
    ("models: {\"a\\tb\": {hidden: []}}", "4:10: models.a?b: a model's name is one line of 1 to 64 characters (it ho"),
    ("models: {1: {hidden: []}, '1': {hidden: []}}", "4:10: the key 1 is given again below; keep one"),
    ("depths: {from: 2, to: 1, width: 8}", "5:23: depths.to: 1 is under from (2); swap them"),
    ("depths: {from: 0, to: 1, width: 8}", "5:16: depths.from: found '0', expected a whole number from 1 to 64"),
    ("depths: {from: 1, to: 2}", "5:9: depths: the key width is missing"),
    ("depths: 3", "5:9: depths: found '3', expected {from, to, width}, or a list of such"),
    ("depths: []", "5:9: depths: found an empty list"),
    (
      "depths: [{from: 1, to: 2, width: 8}, {from: 2, to: 3, width: 8}]",
      "5:9: depths: there is already a model depth-2; give these depths another name"
    ),
    (
      "models: {a: {hidden: [8, 4], residual: true}}",
      "4:40: models.a.residual: 'true': no two neighbouring hidden layers have equally many units, so there is nothing to"
    ),
    (
      "models: {a: {hidden: [], normalisation: layer}}",
      "4:41: models.a.normalisation: 'layer': there is no hidden layer"
    ),
    (
      "models: {a: {hidden: [8], normalisation: batch}}", "4:42: models.a.normalisation: found 'batch', expected one of"
    ),
    (
      "models: {a: {hidden: [8], batch-norm: true}}",
      "4:27: models.a.batch-norm: unknown key; did you mean normalisatio"
    ),
    (
      "models: {a: {hidden: [8], layer_norm: true}}",
      "4:27: models.a.layer_norm: unknown key; did you mean normalisatio"
    ),
    ("models: {a: {hidden: [8, 8], skip: true}}", "4:30: models.a.skip: unknown key; did you mean residual?"),
    (
      "models: {a: {kind: svm, residual: true}}", "4:25: models.a.residual: does not apply to kind svm; only to network"
    ),
    (
      "depths: {from: 1, to: 1, width: 8, residual: true}", "5:46: depths.residual: 'true': in depth-1 no two neighbour"
    ),
    (
      "widths: {from: 1, to: 8, count: 3, residual: true}", "5:46: widths.residual: 'true': with depth 1 no two neighbo"
    ),
    ("widths: {from: 8, to: 8, count: 3}", "5:23: widths.to: 8 is not over from (8); for one width write models"),
    ("widths: {from: 1, to: 8}", "5:9: widths: the key count is missing"),
    (
      "widths: {from: 1, to: 65537, count: 3}", "5:23: widths.to: found '65537', expected a whole number from 1 to 6553"
    ),
    ("widths: {from: 1, to: 8, count: 1}", "5:33: widths.count: found '1', expected a whole number from 2 to 1000"),
    (
      "widths: [{from: 1, to: 8, count: 2}, {from: 8, to: 9, count: 2}]",
      "5:9: widths: there is already a model width-8"
    ),
    // Stopping.
    ("stopping: none", "5:11: stopping: found 'none', expected a list of rules, such as"),
    ("stopping: []", "5:11: stopping: found an empty list"),
    ("stopping: [{threshold: 1}]", "5:12: stopping[0]: the key rule is missing"),
    ("stopping: [{rule: loss}]", "5:19: stopping[0].rule: found 'loss', expected one of loss-change, patience, genera"),
    ("stopping: [{rule: loss-change}]", "5:12: stopping[0]: the key threshold is missing"),
    ("stopping: [{rule: none, threshold: 1}]", "5:25: stopping[0].threshold: does not apply to rule none; only to l"),
    ("stopping: [{rule: loss-change, threshold: 0}]", "5:43: stopping[0].threshold: 0 never stops; loss-change takes"),
    ("stopping: [{rule: patience, threshold: -1}]", "5:40: stopping[0].threshold: found '-1', expected a number at"),
    ("stopping: [{rule: patience, threshold: [0, 0.0]}]", "5:44: stopping[0].threshold[1]: '0.0' is given twice"),
    ("stopping: [{rule: patience, strip: 5}]", "5:29: stopping[0].strip: does not apply to rule patience; only to g"),
    ("stopping: [{rule: none, epochs: 5}]", "5:25: stopping[0].epochs: does not apply to rule none; only to patienc"),
    ("stopping: [{rule: patience, epochs: [5, 5]}]", "5:41: stopping[0].epochs[1]: '5' is given twice"),
    (
      "stopping: [{rule: patience, epochs: [5, 9]}, {rule: patience, epochs: 9}]",
      "5:46: stopping[1]: the rule patience 9 is given twice"
    ),
    ("stopping: [{rule: none}, {rule: none}]", "5:26: stopping[1]: the rule none is given twice; leave one of the"),
    ("stopping: [{rule: validation-up, threshold: 1.5}]", "5:45: stopping[0].threshold: validation-up counts strip"),
    ("stopping: [{rule: target, threshold: 1}]", "5:12: stopping[0]: the key metric is missing"),
    ("stopping: [{rule: target, metric: train-loss}]", "5:12: stopping[0]: the key threshold is missing"),
    (
      "stopping: [{rule: target, metric: test-loss, threshold: 1}]",
      "5:35: stopping[0].metric: found 'test-loss', expected one of train-loss, train-accuracy, "
    ),
    (
      "stopping: [{rule: target, metric: train-accuracy, threshold: 95}]",
      "5:62: stopping[0].threshold: train-accuracy never reaches 95.0; give a number from 0 to 1"
    ),
    (
      "stopping: [{rule: target, metric: train-log-loss, threshold: 0.1}]",
      "5:12: stopping[0]: target looks at log-loss, which is not measured; set metrics to [accuracy, log-loss]"
    ),
    (
      "stopping: [{rule: loss-change, metric: train-loss, threshold: 1}]",
      "5:32: stopping[0].metric: does not apply to rule loss-change; only to target"
    ),
    (
      "stopping: [{rule: loss-change, threshold: 1, relative: yes}]",
      "5:56: stopping[0].relative: found 'yes', expected true or false (write true; since"
    ),
    (
      "stopping: [{rule: loss-change, threshold: 1, from-epoch: 0}]",
      "5:58: stopping[0].from-epoch: found '0', expected a whole number from 1 to 1000000"
    ),
    (
      "stopping: [{rule: patience, relative: true}]",
      "5:29: stopping[0].relative: does not apply to rule patience; only"
    ),
    (
      "stopping: [{rule: loss-change, threshold: 1}, {rule: loss-change, threshold: 1, from-epoch: 2}]",
      "5:47: stopping[1]: the rule loss-change 1 is given twice"
    ),
    (
      "stopping: [{rule: patience, monitor: train-loss}]",
      "5:38: stopping[0].monitor: found 'train-loss', expected one of validation-loss, validation-accuracy, "
    ),
    (
      "stopping: [{rule: patience, monitor: accuracy}]",
      "5:38: stopping[0].monitor: found 'accuracy', expected one of validation-loss, validation-accuracy, "
    ),
    (
      "stopping: [{rule: patience, monitor: validation-log-loss}]",
      "5:12: stopping[0]: patience looks at log-loss, which is not measured; set metrics to [accuracy, log-loss]"
    ),
    (
      "stopping: [{rule: generalisation-loss, threshold: 1, strip: 0}]",
      "5:61: stopping[0].strip: found '0', expected a whole number from 1 to 10000"
    ),
    ("stopping: [{rule: any}]", "5:12: stopping[0]: the key of is missing"),
    ("stopping: [{rule: any, of: []}]", "5:28: stopping[0].of: found an empty list, expected a list of 2 to 10 rules"),
    ("stopping: [{rule: any, of: [{rule: budget, updates: 1}]}]", "5:28: stopping[0].of: found one rule, expected a"),
    ("stopping: [{rule: none, of: []}]", "5:25: stopping[0].of: does not apply to rule none; only to any, all"),
    (
      "stopping: [{rule: any, of: [{rule: budget, updates: 1}, {rule: none}]}]",
      "5:64: stopping[0].of[1].rule: found 'none', expected one of loss-change, patience, "
    ),
    (
      "stopping: [{rule: all, of: [{rule: budget, updates: 1}, {rule: any, of: []}]}]",
      "5:64: stopping[0].of[1].rule: found 'any', expected one of loss-change"
    ),
    (
      "stopping: [{rule: all, of: [{rule: budget, updates: 1}, {rule: budget, updates: [2, 1]}]}]",
      "5:12: stopping[0]: the rule budget 1 is given twice; leave one of them out"
    ),
    (
      "stopping: [{rule: all, of: [{rule: patience, strip: 1}, {rule: budget, updates: 1}]}]",
      "5:46: stopping[0].of[0].strip: does not apply to rule patience; only to"
    ),
    (
      "stopping: [{rule: any, of: [{rule: target, metric: train-log-loss, threshold: 1}, {rule: patience}]}]",
      "5:12: stopping[0]: any looks at log-loss, which is not measured; set metrics to [accuracy, log-loss]"
    ),
    ("stopping: [{rule: budget}]", "5:12: stopping[0]: the key updates is missing"),
    (
      "stopping: [{rule: budget, updates: 5, threshold: 5}]",
      "5:39: stopping[0].threshold: does not apply to rule budget; only to l"
    ),
    (
      "stopping: [{rule: budget, updates: 0}]",
      "5:36: stopping[0].updates: found '0', expected a whole number from 1 to"
    ),
    ("stopping: [{rule: budget, updates: [5, 2.5]}]", "5:40: stopping[0].updates[1]: found '2.5', expected a whole nu"),
    ("stopping: [{rule: none, updates: 5}]", "5:25: stopping[0].updates: does not apply to rule none; only to budget"),
    ("stopping: [none]", "5:12: stopping[0]: found 'none', expected keys with values (known keys: rule, threshold, ep"),
    // Vary and figures.
    ("vary: {learning-rate: 0.1}", "5:23: vary.learning-rate: found '0.1', expected a list [a, b, …] of 1 to 1000 va"),
    ("vary: {learning-rate: []}", "5:23: vary.learning-rate: found an empty list"),
    ("vary: {learning-rate: [0.1, 0.10]}", "5:29: vary.learning-rate[1]: '0.10' is given twice"),
    ("vary: {learning-rate: [0.1, x]}", "5:29: vary.learning-rate[1]: found 'x', expected a number over 0"),
    ("vary: {learning_rate: [0.1]}", "5:8: vary.learning_rate: unknown key; did you mean learning-rate?"),
    ("vary: {momentum: [0.1]}", "5:8: vary.momentum: does not apply to optimiser sgd; set training.optimiser to mome"),
    (
      "vary: {momentum: [0.1], optimiser: [sgd]}\ntraining: {optimiser: momentum}",
      "5:25: vary.optimiser: cannot take several values together with momentum; keep one of them"
    ),
    ("vary: [1]", "5:7: vary: found a list, expected keys with values"),
    // Tune.
    ("tune: {learning-rate: []}", "5:23: tune.learning-rate: found an empty list"),
    ("tune: {c: [1, 10]}", "5:8: tune.c: affects none of the models; take it out"),
    (
      "tune: {gamma: [auto, 0]}",
      "5:22: tune.gamma[1]: found '0', expected a number over 0 and at most 1000000000, or sc"
    ),
    ("tune: {dropuot: [0.5]}", "5:8: tune.dropuot: unknown key; did you mean dropout? (known"),
    (
      "vary: {l2: [0, 1]}\ntune: {l2: [0, 1]}", "6:8: tune.l2: cannot be both varied and tuned; keep one of them"
    ),
    (
      "figures: [gap]", "5:11: figures[0]: found 'gap', expected one of learning-curves, verdicts, errors, gaps, gap-"
    ),
    ("figures: [gaps, gaps]", "5:17: figures[1]: 'gaps' is given twice"),
    ("figures: gaps", "5:10: figures: found 'gaps', expected a list"),
    ("figures: []", "5:10: figures: found an empty list"),
    (
      "metrics: [accurracy]",
      "5:11: metrics[0]: found 'accurracy', expected one of \(Metric.all.map(\.name).joined(separator: ", "))"
    ),
    ("metrics: [accuracy, accuracy]", "5:21: metrics[1]: 'accuracy' is given twice"),
    ("metrics: []", "5:10: metrics: found an empty list"),
    ("metric: accuracy", "5:1: metric: unknown key; did you mean metrics, as in metrics: [accuracy]?"),
  ])
  func refused(line: String, expected: String) {
    let key = String(line.prefix { $0 != ":" })
    let replaces = ["name", "data", "sizes", "models"].contains(key)
    let error = refusal(replaces ? StudySource.replacing(key, with: line) : StudySource.adding(line))
    #expect(error.hasPrefix("s.yaml:" + expected), "got \(error)")
  }

  /// Written otherwise it is refused, too.
  @Test(arguments: ["replicates: 1e12", "replicates: 0.", "training: {l2: +1e12}", "seed: -01"])
  func noHintIsRefused(line: String) {
    let error = refusal(StudySource.adding(line))
    #expect(error.contains("expected a") && !error.contains("(write"), "\(error)")
  }

  @Test(arguments: [
    ("training: {activation: rleu}", "(did you mean relu?)"), ("training: {activation: Tanh}", "(did you mean tanh?)"),
    ("metrics: [log_loss]", "(did you mean log-loss?)"), ("metrics: [acc]", "(did you mean accuracy?)"),
    ("training: {batch: all}", "(did you mean full?)"), ("metrics: [test-accuracy]", "(did you mean accuracy?)"),
    ("stopping: [{rule: patience, monitor: val_loss}]", "(did you mean validation-loss?)"),
    ("stopping: [{rule: patience, monitor: val_acc}]", "(did you mean validation-accuracy?)"),
    ("stopping: [{rule: target, metric: test-accuracy, threshold: 0.9}]", "(did you mean validation-accuracy?)"),
    ("replicates: {precision: 0.5%}", "(write 0.5)"), ("replicates: {precision: '0,5 %'}", "a number over 0"),
    ("replicates: {precision: 0.5 %}", "(write 0.5)"), ("training: {l2: 5%}", "(write 0.05)"),
    ("training: {batch: ful}", "(did you mean full?)"), ("figures: [gap]", "(did you mean gaps?)"),
    ("data: {source: minst}", "(did you mean mnist?)"), ("data: {source: fashion}", "(did you mean fashion-mnist?)"),
    ("data: {source: digits, test: canon}", "(did you mean canonical?)"),
    ("data: {source: digits, scale: standardize}", "(did you mean standardise?)"),
    ("stopping: [{rule: loss}]", "(did you mean loss-change?)"),
    ("training: {initialiser: uniform(-1}", "(inside [ ] or { }, quote it: 'uniform(-1,1)')"),
    ("training: {l2: .nan}", "(write a finite number)"), ("training: {l2: '0.1'}", "(remove the quotes)"),
  ])
  func hints(line: String, expected: String) {
    let key = String(line.prefix { $0 != ":" })
    let error = refusal(key == "data" ? StudySource.replacing(key, with: line) : StudySource.adding(line))
    #expect(error.hasSuffix(expected), "got \(error)")
  }

  @Test(arguments: [
    ("figures: [gaps, {figure: gaps}]", "figures[1]: "),
    ("figures: [gaps, {figure: gaps, width: 8cm}]", "figures[1]: there is already a figure gaps; give this one a name"),
    ("figures: [{figure: gaps, width: 8.4}]", "figures[0].width: found '8.4', expected a length such as 8.4cm"),
    ("figures: [{figure: gaps, width: 8.4}]", "(add a unit, such as 8.4cm)"),
    ("figures: [{figure: gaps, font-size: 5}]", "figures[0].font-size: found '5', expected"),
    ("figures: [{figure: gaps, name: a_b}]", "figures[0].name: found 'a_b', expected 1 to 64 of the characters"),
    ("figures: [{figure: gaps, font: 'a,b'}]", "figures[0].font: found the quoted text 'a,b', expected the name"),
    (
      "figures: [{figure: gaps, colours: {models: {a: red}}}]",
      "figures[0].colours.models.a: found 'red', expected a colour"
    ),
    ("figures: [{figure: gaps, labels: {model: b}}]", "figures[0].labels.model: expected keys with"),
    ("figures: [{name: gaps}]", "figures[0]: the key figure is missing"),
    ("figures: [{figure: gaps, widht: 8cm}]", "did you mean width?"),
    // What the study does not have.
    ("figures: [gaps, {figure: errors, models: [nobody]}]", "figures[1]: models: there is no nobody"),
    ("figures: [{figure: gaps, rules: [patience]}]", "figures[0]: rules: there is no patience. Choose from: none"),
    (
      "figures: [{figure: gaps, set: {batch: [8]}}]",
      "figures[0]: set: there is no batch, and nothing else to choose from"
    ),
    (
      "figures: [{figure: gaps, colours: {models: {zz: '#123456'}}}]", "figures[0]: colours: there is no models.zz"
    ),
    (
      "figures: [{figure: gaps, labels: {rules: {patience: x}}}]", "figures[0]: labels: there is no rules.patience"
    ),
    // What changes nothing.
    (
      "figures: [{figure: weights, log-x: true}]",
      "figures[0]: log-x: changes nothing in weights, only in learning-curves, errors, gaps, bias-variance"
    ),
    ("figures: [{figure: gap-map, log-y: true}]", "figures[0]: log-y: changes nothing in gap-map, only in"),
  ])
  func figuresThatCannotBeDrawn(line: String, expected: String) {
    let error = refusal(StudySource.adding(line))
    #expect(error.contains(expected), "got \(error)")
  }

  @Test(arguments: ["name", "data", "sizes", "models"])
  func missing(key: String) {
    let error = refusal(StudySource.replacing(key, with: "seed: 1"))
    let expected = key == "models" ? "missing models or depths or widths" : "the key \(key) is missing"
    #expect(error == "s.yaml:1:1: \(expected)")
  }

  @Test(arguments: ["patience", "generalisation-loss", "progress-quotient", "validation-up"])
  func validatingRuleWithoutValidationSet(rule: String) {
    let text = StudySource.replacing("data", with: "data: {source: digits, validation: 0}")
    let error = refusal(text + "\nstopping:\n- {rule: none}\n- {rule: \(rule), threshold: 1}\n")
    #expect(
      error == "s.yaml:7:3: stopping[1]: \(rule) needs a validation set; "
        + "set data.validation to a fraction such as 0.2")
  }

  @Test func tooManyCombinations() {
    let values = (1...11).map(String.init).joined(separator: ", ")
    let error = refusal(
      StudySource.adding(
        "stopping: [{rule: all, of: [{rule: budget, updates: [\(values)]}, {rule: loss-change, threshold: [\(values)]}]}]"
      ))
    #expect(
      error == "s.yaml:5:12: stopping[0]: its rules have too many combinations of values; leave at most 100")
  }

  @Test func tooManyTrials() {
    let error = refusal(
      StudySource.replacing("sizes", with: "sizes: {from: 1, to: 100000, count: 1000, spacing: linear}")
        + "\nreplicates: 500\nstopping: [{rule: loss-change, threshold: [3, 2, 1]}]\nvary: {l2: [0, 1]}")
    #expect(
      error == "s.yaml:1:1: too many trials: 1 models × 1000 sizes × 2 values of l2 × 500 replicates × 3 thresholds; "
        + "a study has at most 1000000")
  }

  @Test func trialsBeyondTheLargestNumber() {
    let values = (1...1000).map(String.init).joined(separator: ", ")
    let text =
      StudySource.replacing("sizes", with: "sizes: {from: 1, to: 1000000000, count: 10000}")
      + "\nreplicates: 10000\nvary: {epochs: [\(values)], batch: [\(values)], learning-rate: [\(values)], l2: [\(values)]}"
    #expect(refusal(text).hasPrefix("s.yaml:1:1: too many trials: 1 models × "))
  }

  @Test func lengthLimits() {
    #expect(refusal(StudySource.adding("title: \(String(repeating: "x", count: 201))")).hasSuffix("(it has 201)"))
    let name = String(repeating: "é", count: 65)
    #expect(refusal(StudySource.replacing("models", with: "models: {\(name): {hidden: []}}")).hasSuffix("(it has 65)"))
    let layers = Array(repeating: "1", count: 65).joined(separator: ",")
    let deep = refusal(StudySource.replacing("models", with: "models: {a: {hidden: [\(layers)]}}"))
    #expect(deep.hasSuffix("models.a.hidden: found 65 items, expected at most 64"))
    let thresholds = (1...101).map(String.init).joined(separator: ",")
    let many = refusal(StudySource.adding("stopping: [{rule: loss-change, threshold: [\(thresholds)]}]"))
    #expect(many.hasSuffix("stopping[0].threshold: found 101 items, expected at most 100"))
    // One character of a thousand combining marks.
    let marks = "a" + String(repeating: "\u{301}", count: 4000)
    #expect(refusal(StudySource.adding("title: \(marks)")).contains("bytes)"))
  }
}
