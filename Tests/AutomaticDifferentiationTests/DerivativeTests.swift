import AutomaticDifferentiation
import SeededRandom
import TestSupport
import Testing
import _Differentiation

@Suite struct DerivativeTests {
}
