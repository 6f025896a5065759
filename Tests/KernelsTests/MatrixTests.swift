import Kernels
import Testing

@Suite struct MatrixTests {
  @Test func startsAtZero() {
    #expect(Matrix<Float>(rows: 3, columns: 5).values == Array(repeating: 0, count: 15))
    #expect(Buffer<Double>(count: 9).values == Array(repeating: 0, count: 9))
  }

  @Test func keepsValuesRowByRow() {
    let matrix = Matrix<Double>(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6])
    #expect(matrix[0, 2] == 3)
    #expect(matrix[1, 0] == 4)
    matrix[1, 0] = -4
    #expect(matrix.values == [1, 2, 3, -4, 5, 6])
  }

  @Test func viewsShareMemory() {
    let matrix = Matrix<Float>(rows: 4, columns: 2, values: [1, 2, 3, 4, 5, 6, 7, 8])
    let middle = matrix.rows(1..<3)
    #expect(middle.values == [3, 4, 5, 6])
    middle[1, 0] = 50
    #expect(matrix[2, 0] == 50)
    #expect(matrix.prefix(1).values == [1, 2])
    #expect(matrix.prefix(0).values.isEmpty)
  }

  @Test func buffersAreCutIntoMatrices() {
    let count = Matrix<Double>.storageCount(rows: 2, columns: 2)
    let buffer = Buffer<Double>(count: 2 * count)
    let matrices = [Matrix(buffer, at: 0, rows: 2, columns: 2), Matrix(buffer, at: count, rows: 2, columns: 2)]
    matrices[1][1, 1] = 9
    #expect(matrices[0].values == [0, 0, 0, 0] && matrices[1].values == [0, 0, 0, 9])
    #expect(buffer.values.count { $0 != 0 } == 1)
  }

  @Test func aViewKeepsItsMemoryAlive() {
    func view() -> Matrix<Float> { Matrix<Float>(rows: 2, columns: 2, values: [1, 2, 3, 4]).rows(1..<2) }
    #expect(view().values == [3, 4])
  }

  @Test func aBufferIsFiniteIfEachValueIs() {
    for value: Float in [.infinity, -.infinity, .nan, -.nan, .signalingNaN] {
      for place in [0, 1, 16, 36] {
        let buffer = Buffer<Float>(count: Matrix<Float>.storageCount(rows: 1, columns: 37))
        let view = Matrix(buffer, at: 0, rows: 1, columns: 37)
        view[0, 3] = .greatestFiniteMagnitude
        view[0, 4] = -.leastNonzeroMagnitude
        #expect(buffer.isFinite)
        view[0, place] = value
        #expect(!buffer.isFinite)
      }
    }
  }
}
