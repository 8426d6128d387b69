// A statement that is right in every member, for tests that change one.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/project/refusal.hpp"
#include "engine/project/statement.hpp"

#include <functional>
#include <string>

#include <gtest/gtest.h>

namespace gauze::project {

inline SigningKey signing_key(unsigned char number)
{
    Secret seed(32);
    seed.fill()[0] = std::byte{number};
    return SigningKey(std::move(seed));
}

inline Statement made_statement()
{
    Statement statement;
    statement.kind = "submission";
    statement.project = "early-years";
    statement.policy = std::string(64, 'a');
    statement.party = "hospital";
    statement.recipient = "unit";
    statement.role = "custodian";
    statement.file = "hospital.gauze.age";
    statement.cipher_digest = std::string(64, 'c');
    statement.content_digest = std::string(64, 'd');
    statement.specification = std::string(64, 'e');
    statement.check = "abcd-efgh";
    statement.profile = "standard";
    statement.tool = "gauze 1.0.0";
    statement.time = "2026-11-22T20:45:00Z";
    statement.territory = "UK,EEA";
    statement.source = "hospital";
    statement.release = "2026-1";
    statement.counts.set("rows_in", 1200).set("rows_out", 1100);
    statement.figures.set("m3_300", 0.0025).set("a4.decode", "passed").set("passed", true);
    statement.statistics_only = true;
    return statement;
}

// The code with which something is refused, "accepted" when it is not. Whatever is refused says what to do.
inline std::string code_when(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Error& error) {
        EXPECT_FALSE(error.hint().empty()) << error.what();
        return std::string(code_of(error.what()));
    }
    return "accepted";
}

// `text` with its first `old` replaced.
inline std::string changed(std::string text, std::string_view old, std::string_view by)
{
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    if (at != std::string::npos) text.replace(at, old.size(), by);
    return text;
}

} // namespace gauze::project
