// 10^5 random records walked day by day over 26 years, against the second implementation.
#include "tests/engine/project/retention_records.hpp"

namespace gauze::test {
namespace {

TEST(RetentionTwinLong, FindsNoRowEarlyAndNoneLate)
{
    RetentionRecords records(20260101, 100'000);
    records.compute();
    records.walk();
    records.compare();
}

} // namespace
} // namespace gauze::test
