import CMinpack
import Foundation

/// Mean errors at several training-set sizes, with a weight for each squared residual.
public struct CurvePoints: Sendable {
  /// Training-set sizes, in samples.
  public var sizes: [Double]
  /// The mean error at each size.
  public var errors: [Double]
  /// √ of the weights.
  private var roots: [Double]
  /// Training samples that x = 1 stands for.
  var unit: Double
  private var x: [Double]
  var logX: [Double]

  /// Creates points from arrays of equal length. `weights` are inverse variances of the errors; `unit` is the size that
  /// fits use as their unit, near the middle of the sizes.
  public init(sizes: [Double], errors: [Double], weights: [Double], unit: Double) {
    self.sizes = sizes
    self.errors = errors
    roots = weights.map { $0.squareRoot() }
    self.unit = unit
    x = sizes.map { $0 / unit }
    logX = x.map { log($0) }
  }

  /// Returns the first `count` points.
  public func prefix(_ count: Int) -> CurvePoints {
    CurvePoints(
      sizes: Array(sizes.prefix(count)), errors: Array(errors.prefix(count)),
      weights: roots.prefix(count).map { $0 * $0 }, unit: unit)
  }

  /// The numbers near `start` whose weighted squares are least; nil if the solver finds none or they are not finite.
  ///
  /// - Parameter evaluations: after which the best numbers found so far count.
  func minimise(
    _ family: CurveFamily, from start: [Double], tolerance: Double, evaluations: Int
  ) -> (numbers: [Double], squares: Double)? {
    let (rows, columns) = (sizes.count, start.count)
    guard rows >= columns else { return nil }
    var numbers = start
    var residuals = Array(repeating: 0.0, count: rows)
    var jacobian = Array(repeating: 0.0, count: rows * columns)
    var pivots = Array(repeating: Int32(0), count: columns)
    // Room for the solver: scales, Qᵀ·residuals, three rows of columns, one of rows.
    var (scales, transformed) = (Array(repeating: 1.0, count: columns), Array(repeating: 0.0, count: columns))
    var work = (scales, scales, scales, residuals)
    var counts = (function: Int32(0), jacobian: Int32(0))
    var problem = Problem(points: self, family: family)
    let status = withUnsafeMutablePointer(to: &problem) { problem in
      lmder(
        { context, _, _, numbers, residuals, jacobian, stride, task in
          guard let problem = context?.assumingMemoryBound(to: Problem.self), let numbers else { return -1 }
          if task == 1, let residuals {
            problem.pointee.residuals(numbers, into: residuals)
          } else if let jacobian {
            problem.pointee.jacobian(numbers, into: jacobian, stride: Int(stride))
          }
          return 0
        }, problem, Int32(rows), Int32(columns), &numbers, &residuals, &jacobian, Int32(rows), tolerance, tolerance, 0,
        Int32(evaluations), &scales, 1, 100, 0, &counts.function, &counts.jacobian, &pivots, &transformed, &work.0,
        &work.1, &work.2, &work.3)
    }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    guard status > 0, squares.isFinite, numbers.allSatisfy(\.isFinite) else { return nil }
    return (numbers, squares)
  }

  /// The asymptote and the amplitude with which a shape comes closest, and how close; nil if errors do not fall with it.
  func linear(_ family: CurveFamily, shape: [Double]) -> (numbers: [Double], squares: Double)? {
    // Weighted least squares of e = a + b·f on a and b, with f the shape at amplitude 1.
    let start = [0, 0] + shape
    let shapes = start.withUnsafeBufferPointer { p in
      zip(x, logX).compactMap { x, logX in p.baseAddress.map { family.value($0, x: x, logX: logX) } }
    }
    let weights = roots.map { $0 * $0 }
    let total = weights.reduce(0, +)
    let meanF = zip(weights, shapes).reduce(0) { $0 + $1.0 * $1.1 } / total
    let meanE = zip(weights, errors).reduce(0) { $0 + $1.0 * $1.1 } / total
    var (covariance, variance) = (0.0, 0.0)
    for ((weight, f), error) in zip(zip(weights, shapes), errors) {
      covariance += weight * (f - meanF) * (error - meanE)
      variance += weight * (f - meanF) * (f - meanF)
    }
    // A flat curve has only rounding errors, not a shape.
    guard variance > 0, let least = shapes.min(), let most = shapes.max(), covariance / variance * (most - least) > 1e-9
    else { return nil }
    var (a, b) = (meanE - covariance / variance * meanF, covariance / variance)
    if a < 1e-6 {
      // Not below zero: through the origin, with a little left to start from.
      let squares = zip(weights, shapes).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
      let products = zip(zip(weights, shapes), errors).reduce(0) { $0 + $1.0.0 * $1.0.1 * $1.1 }
      guard squares > 0, products > 0 else { return nil }
      (a, b) = (1e-4, products / squares)
    }
    let numbers = [a.squareRoot(), log(b)] + shape
    let squares = zip(zip(weights, shapes), errors).reduce(0) { sum, point in
      let residual = a + b * point.0.1 - point.1
      return sum + point.0.0 * residual * residual
    }
    return squares.isFinite && numbers.allSatisfy(\.isFinite) ? (numbers, squares) : nil
  }

  /// The functions that the solver calls.
  private struct Problem {
    var points: CurvePoints
    var family: CurveFamily

    /// Rows × 1.
    func residuals(_ numbers: UnsafePointer<Double>, into residuals: UnsafeMutablePointer<Double>) {
      for (row, error) in points.errors.enumerated() {
        residuals[row] =
          points.roots[row] * (family.value(numbers, x: points.x[row], logX: points.logX[row]) - error)
      }
    }

    /// Rows × columns, column by column.
    func jacobian(_ numbers: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>, stride: Int) {
      for row in points.errors.indices {
        family.gradient(numbers, x: points.x[row], logX: points.logX[row]) { column, value in
          jacobian[row + column * stride] = points.roots[row] * value
        }
      }
    }
  }
}
