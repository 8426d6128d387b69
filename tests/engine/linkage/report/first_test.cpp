#include <gtest/gtest.h>
TEST(Report, Placeholder) {}
