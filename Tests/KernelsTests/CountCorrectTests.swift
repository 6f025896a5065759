import Kernels
import SeededRandom
import TestSupport
import Testing

@Suite struct CountCorrectTests {
  private func count(_ rows: [[Float]], _ labels: [Int32]) -> Int {
    let matrix = Matrix<Float>(rows: rows.count, columns: rows.first?.count ?? 3, values: rows.flatMap { $0 })
    return countCorrect(matrix, labels: labels[...])
  }

  @Test func theLargestLogitDecides() {
    #expect(count([[1, 2, 3], [3, 2, 1], [-3, -1, -2]], [2, 0, 1]) == 3)
    #expect(count([[1, 2, 3], [3, 2, 1], [-3, -1, -2]], [2, 1, 2]) == 1)
    #expect(count([], []) == 0)
  }

  @Test func theFirstOfEqualsCounts() {
    #expect(count([[1, 1, 0], [0, 2, 2], [5, 5, 5]], [0, 1, 0]) == 3)
    #expect(count([[1, 1, 0], [0, 2, 2], [5, 5, 5], [5, 5, 5]], [1, 2, 1, 2]) == 0)
  }

  @Test func oneLogitDecidesByItsSign() {
    #expect(count([[0.1], [-0.1], [0], [-0.0]], [1, 0, 0, 0]) == 4)
    #expect(count([[0.1], [-0.1], [0]], [0, 1, 1]) == 0)
  }

  @Test(arguments: oddLengths) func matchesTheDefinition(classes: Int) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for rows in [1, 8, 33] {
      // Few levels, so that ties are common.
      let logits = (0..<rows * classes).map { _ in Double(generator.below(4)) - 1 }
      let labels = randomLabels(rows + 2, classes: max(classes, 2), using: &generator)[2...]
      let expected = labels.enumerated().count { row, label in
        let values = Array(logits[row * classes..<(row + 1) * classes])
        if classes == 1 { return label == (values[0] > 0 ? 1 : 0) }
        return values.firstIndex(of: values.max() ?? 0) == Int(label)
      }
      #expect(
        countCorrect(Matrix(rows: rows, columns: classes, values: logits), labels: labels) == expected, "seed \(seed)")
      // Each row by itself says which bit is to be set.
      var bits = [UInt64](repeating: 0, count: 2)
      let matrix = Matrix(rows: rows, columns: classes, values: logits)
      #expect(countCorrect(matrix, labels: labels, marking: &bits, from: 50) == expected)
      for (row, position) in labels.indices.enumerated() {
        let values = Array(logits[row * classes..<(row + 1) * classes])
        let isCorrect =
          countCorrect(Matrix(rows: 1, columns: classes, values: values), labels: labels[position...position]) == 1
        #expect((bits[(50 + row) / 64] >> UInt64((50 + row) % 64) & 1 == 1) == isCorrect, "seed \(seed)")
      }
      #expect(bits[0] & (1 << 50 - 1) == 0)
    }
  }
}
