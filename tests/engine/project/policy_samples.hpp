// A policy that the tests read, change in one place, and expect to be refused.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/project/policy.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::project {

inline constexpr std::string_view ward_study = R"([project]
id = "ward-study"
title = "Falls on wards"
threshold = "0.80"
profile = "plain"
[[party]]
name = "hospital"
id = "patient_no"

[[party]]
name = "gp"
clean = false

[[field]]
name = "given"
kind = "given-name"
column = "first_name"

[[field]]
name = "dob"
kind = "date"
columns = { hospital = "birth_date", gp = { day = "d", month = "m", year = "y" } }
formats = ["DD/MM/YYYY"]

[[field]]
name = "nhs"
kind = "nhs-number"
columns = { gp = "nhs_no" }
hashes = 30

[[view]]
name = "record"
bits = 512
fields = ["given", "dob", "nhs"]
hashes = { given = 15 }

[payload]
hospital = ["ward", "days"]
)";

// The ward study with the first `old` replaced.
inline std::string with(std::string_view old, std::string_view by)
{
    std::string text(ward_study);
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    if (at != std::string::npos) text.replace(at, old.size(), by);
    return text;
}

inline Policy parsed(std::string_view text) { return parse_policy(text, "p.toml"); }

inline Error refusal(std::string_view text)
{
    try {
        (void)parsed(text);
    } catch (const Error& fault) {
        return fault;
    }
    ADD_FAILURE() << "was read without an error:\n" << text;
    return Error(Exit::ok, "");
}

inline void expect_bad(std::string_view text, std::string_view place, std::string_view what,
                       std::string_view hint = "")
{
    const Error fault = refusal(text);
    const std::string message = fault.what();
    EXPECT_EQ(fault.code(), Exit::bad_data) << message;
    EXPECT_TRUE(message.starts_with(fmt::format("p.toml:{}: ", place))) << message;
    EXPECT_NE(message.find(what), std::string::npos) << message;
    EXPECT_NE(fault.hint().find(hint), std::string::npos) << fault.hint();
}

} // namespace gauze::project
