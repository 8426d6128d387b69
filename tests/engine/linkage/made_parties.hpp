// Parties for tests of the linkage unit, made without any encoder: filters of made-up people, of whom each
// party holds noisy copies.
#pragma once

#include "bloom/base/error.hpp"
#include "engine/linkage/receive.hpp"
#include "tests/bloom/made_encoded_file.hpp"
#include "tests/bloom/made_filters.hpp"
#include "tests/temporary_folder.hpp"

#include <functional>
#include <numeric>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::test {

inline constexpr std::string_view policy_text = R"(
[project]
id = "study"
profile = "plain"
threshold = "0.8"
[[party]]
name = "alpha"
[[party]]
name = "beta"
[[party]]
name = "gamma"
[[party]]
name = "delta"
clean = false
[[field]]
name = "given"
kind = "given-name"
[[view]]
name = "record"
bits = 256
)";

inline project::Policy policy() { return project::parse_policy(policy_text, "policy.toml"); }

class MadeParties {
public:
    static constexpr bloom::FilterShape shape{256};

    explicit MadeParties(std::size_t people = 200) : people_(made_filters(shape, people, 0.3, 42)) {}

    // Writes the party's file: row r is a copy of person people[r] with `flips` bits changed. Rows are under
    // tokens that sort in the order given.
    std::filesystem::path write(const std::string& party, const std::vector<std::size_t>& people,
                                int flips = 4, const std::function<void(MadeFile&)>& change = {})
    {
        bloom::FilterTable table(shape, people.size());
        std::mt19937_64 noise(std::hash<std::string>{}(party));
        for (std::size_t r = 0; r < people.size(); ++r) {
            std::copy_n(people_.rows().row(people[r]), shape.words(), table.row(r).begin());
            for (int i = 0; i < flips; ++i) table.row(r)[noise() % 4] ^= std::uint64_t{1} << noise() % 64;
        }
        MadeFile file = made_file(party, std::move(table));
        file.header.policy = policy().fingerprint();
        if (change) change(file);
        const auto path = folder_ / fmt::format("{}.gauze", party);
        std::filesystem::remove(path);
        file.write(path);
        return path;
    }
    const TemporaryFolder& folder() const { return folder_; }
    std::filesystem::path policy_file() const
    {
        write_file(folder_ / "policy.toml", policy_text);
        return folder_ / "policy.toml";
    }

private:
    TemporaryFolder folder_;
    bloom::FilterTable people_;
};

inline std::vector<std::size_t> numbers(std::size_t from, std::size_t to)
{
    std::vector<std::size_t> list(to - from);
    std::iota(list.begin(), list.end(), from);
    return list;
}

template <class Action>
Exit code_of(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Exit::ok;
}

} // namespace gauze::test
