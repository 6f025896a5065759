extension RefusedStudyTests {
  /// What `stopping` says.
  static let stopping: [Refusal] = [
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
  ]
}
