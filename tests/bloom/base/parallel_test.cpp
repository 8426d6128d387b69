#include "bloom/base/parallel.hpp"

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace gauze {
namespace {

class ForEachTask : public testing::TestWithParam<unsigned> {
protected:
    void SetUp() override { set_threads(GetParam()); }
    void TearDown() override { set_threads(0); }
};

TEST_P(ForEachTask, CallsEachTaskOnce)
{
    std::vector<std::atomic<int>> calls(10'000);
    for_each_task(calls.size(), [&](std::size_t i) { ++calls[i]; });
    for (const auto& count : calls) ASSERT_EQ(count, 1);
}

TEST_P(ForEachTask, DoesNothingForNoTasks)
{
    for_each_task(0, [](std::size_t) { FAIL(); });
    SUCCEED();
}

TEST_P(ForEachTask, HandsAnExceptionToTheCaller)
{
    EXPECT_THROW(for_each_task(1000,
                               [](std::size_t i) {
                                   if (i == 500) throw std::runtime_error("x");
                               }),
                 std::runtime_error);
}

TEST_P(ForEachTask, WritesOfItsTasksAreSeenAfterwards)
{
    std::vector<std::size_t> places(5000);
    for_each_task(places.size(), [&](std::size_t i) { places[i] = i; });
    EXPECT_EQ(std::accumulate(places.begin(), places.end(), std::size_t{0}), 4999u * 5000u / 2);
}

INSTANTIATE_TEST_SUITE_P(Threads, ForEachTask, testing::Values(1u, 2u, 7u));

} // namespace
} // namespace gauze
