import NeuralNetwork
import Study

/// Networks that get worse as they get wider: with wider layers the leading metric is significantly worse on test data.
///
/// Along the widths of a ``WidthFamily``, at one size under one rule, the largest significant drop is reported, corrected for
/// all pairs of widths at all sizes under all rules. Where a still wider network is significantly better again, test error
/// has a peak over widths: double descent (M. Belkin, D. Hsu, S. Ma, S. Mandal, "Reconciling modern machine-learning practice
/// and the classical bias–variance trade-off", PNAS 116, 2019).
public struct WidthDrop: Sendable, Equatable {
  /// The network before the drop.
  public var from: CurveKey
  /// The wider network, which is worse.
  public var to: CurveKey
  /// Number of training samples.
  public var size: Int
  /// The metric on test data of `to` minus that of `from`, paired by replicate.
  public var change: Interval
  /// The p-value of the drop, corrected.
  public var p: Double
  /// The first wider network that is significantly better than `to`, though it may be worse than `from`; nil if there is none.
  public var recovery: CurveKey?
}

extension WidthDrop {
  /// The drops of all families, by family, then in the order of the curves of its narrowest network, then by size.
  static func drops(
    _ curves: [MeasuredCurve], of study: StudyDescription, metric: Metric, test: MeanTest,
    mayBeUnpaired: Bool = false
  ) -> [WidthDrop] {
    struct Row {
      var size: Int
      var keys: [CurveKey]
      var cells: [MeasuredCurve.Cell]
    }
    let rows = WidthFamily.all(curves.map(\.key), of: study).flatMap { family -> [Row] in
      let members = family.members.map { member in curves.filter { $0.key.modelIndex == member.modelIndex } }
      return (members.first ?? []).flatMap { first -> [Row] in
        let row = members.compactMap { curves in
          curves.first { $0.key.varied == first.key.varied && $0.key.rule == first.key.rule }
        }
        return first.cells.map(\.size).map { size in
          let found = row.compactMap { curve in
            curve.cells.first { $0.size == size }.map { (key: curve.key, cell: $0) }
          }
          return Row(size: size, keys: found.map(\.key), cells: found.map(\.cell))
        }
      }
    }
    guard !rows.isEmpty else { return [] }
    let descents = Descent.worst(
      rows.map(\.cells), endingWhere: .better, metric: metric, test: test, mayBeUnpaired: mayBeUnpaired)
    return zip(rows, descents).compactMap { row, descent in
      descent.map {
        WidthDrop(
          from: row.keys[$0.from], to: row.keys[$0.to], size: row.size, change: $0.change, p: $0.p,
          recovery: $0.recovery.map { row.keys[$0] })
      }
    }
  }
}
