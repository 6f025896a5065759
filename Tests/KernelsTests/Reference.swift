import Kernels
import SeededRandom
import Testing

/// Lengths around the widths of vector registers and the blocks of matrix products.
let oddLengths = [1, 2, 3, 7, 8, 31, 33]

/// Standard normal values, rounded to the kernel's number type.
func normalValues<Scalar: KernelScalar>(_ count: Int, using generator: inout SeededGenerator) -> [Scalar] {
  (0..<count).map { _ in Scalar(generator.normal()) }
}

/// Labels that each of `classes` may take.
func randomLabels(_ count: Int, classes: Int, using generator: inout SeededGenerator) -> [Int32] {
  (0..<count).map { _ in Int32(generator.below(classes)) }
}

/// Expects |found − expected| ≤ roundings · ulp(1) · max(|expected|, magnitude) for every value; NaN never passes.
///
/// `magnitude` bounds the terms that were summed up to a value, which may cancel.
func expectClose<Scalar: KernelScalar>(
  _ found: [Scalar], _ expected: [Double], roundings: Double = 4, magnitude: Double = 1, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let bound = roundings * Double(Scalar.ulpOfOne)
  let misses = zip(found, expected).count { !(abs(Double($0) - $1) <= bound * max(abs($1), magnitude)) }
  #expect(found.count == expected.count && misses == 0, comment, sourceLocation: sourceLocation)
}
