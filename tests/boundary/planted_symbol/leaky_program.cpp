// A "linkage program" for lock 3 to refuse. With GAUZE_LEAK_BY_INCLUDE it includes another room's .cpp, which
// neither the include guards nor the link line would show; without, it is clean but for what the build adds
// to it.
#ifdef GAUZE_LEAK_BY_INCLUDE
#include "tests/boundary/planted_symbol/names.cpp"
#endif

namespace gauze::linkage {

int pairs_compared(int rows) { return rows * rows; }

} // namespace gauze::linkage

int main(int count, char**)
{
#ifdef GAUZE_LEAK_BY_INCLUDE
    count += gauze::custodian::rows_with_a_name(count);
#endif
    return gauze::linkage::pairs_compared(count) == 0;
}
