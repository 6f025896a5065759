public import Kernels

/// The number of samples of each class that a model assigns to each class.
public struct ConfusionMatrix: Sendable, Equatable {
  /// Number of classes.
  let classes: Int
  /// The counts, one row for each class and one column for each predicted class.
  private var cells: [Int]
  /// Number of samples of each class that are assigned to none.
  public private(set) var unassigned: [Int]

  /// A matrix without samples.
  init(classes: Int) {
    self.classes = classes
    cells = Array(repeating: 0, count: classes * classes)
    unassigned = Array(repeating: 0, count: classes)
  }

  /// Classifies `samples`, whose labels are in 0..<classes.
  ///
  /// The largest output wins, the first of equals; a single output means class 1 if it is positive, else 0. Outputs of which
  /// one is infinite or no number mean no class.
  public init<Scalar: KernelScalar>(_ network: Network<Scalar>, samples: LabelledSamples<Scalar>, classes: Int) {
    self.init(classes: classes)
    add(predicted: Evaluator(network).finiteClasses(of: samples)[...], labels: samples.labels[...])
  }

  /// Adds samples, given the predicted class and the label of each; both are in 0..<classes, but for predictions of no class.
  mutating func add(predicted: ArraySlice<Int32>, labels: ArraySlice<Int32>) {
    let classes = classes
    for (predicted, label) in zip(predicted, labels) where predicted == Evaluator<Float>.noClass {
      unassigned[Int(label)] += 1
    }
    cells.withUnsafeMutableBufferPointer { cells in
      for (predicted, label) in zip(predicted, labels) where predicted != Evaluator<Float>.noClass {
        let cell = Int(label) * classes + Int(predicted)
        precondition(cells.indices.contains(cell), "classes of the matrix")
        cells[cell] += 1
      }
    }
  }

  /// The counts, as counts[class][predicted class].
  public var counts: [[Int]] { (0..<classes).map { Array(cells[$0 * classes..<($0 + 1) * classes]) } }

  /// Number of samples of each class.
  public var samples: [Int] {
    (0..<classes).map { row in cells[row * classes..<(row + 1) * classes].reduce(unassigned[row], +) }
  }

  /// Number of samples that are assigned to each class.
  var predicted: [Int] {
    var sums = Array(repeating: 0, count: classes)
    for row in 0..<classes {
      for column in 0..<classes { sums[column] += cells[row * classes + column] }
    }
    return sums
  }

  /// Number of samples of each class that are classified correctly.
  public var correct: [Int] { (0..<classes).map { cells[$0 * (classes + 1)] } }
}
