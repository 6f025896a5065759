import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct LargestLogitTests {
  private func largest(_ rows: [[Float]]) -> [Int32] {
    var classes: [Int32] = []
    appendLargest(
      of: Matrix<Float>(rows: rows.count, columns: rows.first?.count ?? 3, values: rows.flatMap { $0 }), to: &classes)
    return classes
  }

  @Test func theLargestLogitDecides() {
    #expect(largest([[1, 2, 3], [3, 2, 1], [-3, -1, -2]]) == [2, 0, 1])
    #expect(largest([]) == [])
  }

  @Test func theFirstOfEqualsCounts() { #expect(largest([[1, 1, 0], [0, 2, 2], [5, 5, 5]]) == [0, 1, 0]) }

  @Test func oneLogitDecidesByItsSign() { #expect(largest([[0.1], [-0.1], [0], [-0.0]]) == [1, 0, 0, 0]) }

  @Test(arguments: oddLengths) func matchesTheDefinition(classes: Int) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for rows in [1, 8, 33] {
      // Few levels, so that ties are common.
      let logits = (0..<rows * classes).map { _ in Double(generator.below(4)) - 1 }
      let expected = (0..<rows).map { row in
        let values = Array(logits[row * classes..<(row + 1) * classes])
        return Int32(classes == 1 ? (values[0] > 0 ? 1 : 0) : values.firstIndex(of: values.max() ?? 0) ?? 0)
      }
      var found: [Int32] = [7]
      appendLargest(of: Matrix(rows: rows, columns: classes, values: logits), to: &found)
      #expect(found == [7] + expected, "seed \(seed)")
    }
  }
}
