// Random policies and records for retention, walked day by day, against a second implementation in Python
// that was written from the documents (tests/vectors/retention_twin.py).
#pragma once

#include "bloom/base/clock.hpp"
#include "engine/project/retention.hpp"
#include "tests/temporary_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::test {

struct MadeRow {
    std::size_t set = 0;
    std::string source = {}, group = {};
    project::Day receipt = 0;
    std::vector<project::FromRow> facts = {};
    project::Day due = 0;  // as the engine says
    project::Day gone = 0; // as the walk found
};

class RetentionRecords {
public:
    static constexpr project::Day first = 20260101, last = 20511231; // 26 years

    RetentionRecords(std::uint64_t seed, std::size_t count) : random_(seed)
    {
        for (int s = 0; s < 60; ++s) sets_.push_back(make_rules());
        for (std::size_t i = 0; i < count; ++i) rows_.push_back(make_row());
    }

    void compute()
    {
        std::map<std::tuple<std::size_t, const project::RetentionRule*, std::string>, project::HeldTogether>
            held;
        std::vector<project::DueDay> own;
        for (const MadeRow& row : rows_) {
            own.push_back(project::due_day(sets_[row.set], row.source, row.facts, row.receipt));
            if (is_held(row, own.back())) held[{row.set, own.back().rule, row.group}].add(own.back());
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            MadeRow& row = rows_[i];
            row.due = !is_held(row, own[i])
                          ? own[i].day
                          : held.at({row.set, own[i].rule, row.group}).due(own[i], row.receipt).day;
        }
    }

    // What retain does every day: whatever is due on it or before goes.
    void walk()
    {
        std::vector<MadeRow*> there;
        for (MadeRow& row : rows_) there.push_back(&row);
        for (std::int64_t d = days_from_civil(first); d <= days_from_civil(last); ++d) {
            const project::Day today = civil_from_days(d);
            std::erase_if(there, [&](MadeRow* row) {
                if (row->due == 0 || row->due > today) return false;
                row->gone = today;
                return true;
            });
        }
    }

    // Compares with the twin: who goes on which day of the 26 years, who went before, who stays.
    void compare() const
    {
        const TemporaryFolder folder;
        write(folder / "records.tsv");
        const std::string command =
            fmt::format("python3 -B '{}/tests/vectors/retention_twin.py' '{}' > '{}'", GAUZE_SOURCE,
                        (folder / "records.tsv").string(), (folder / "days").string());
        ASSERT_EQ(std::system(command.c_str()), 0);
        std::ifstream days(folder / "days");
        std::size_t early = 0, late = 0, read = 0, within = 0, leap = 0;
        for (project::Day due = 0; days >> due; ++read) {
            ASSERT_LT(read, rows_.size());
            const MadeRow& row = rows_[read];
            const project::Day wanted = due == 0 || due > last ? 0 : std::max(due, first);
            early += row.gone != 0 && (wanted == 0 || row.gone < wanted);
            late += wanted != 0 && (row.gone == 0 || row.gone > wanted);
            within += wanted > first;
            leap += wanted > first && wanted % 10000 == 301;
            EXPECT_EQ(row.due, due) << "row " << read;
            if (::testing::Test::HasFailure() && early + late > 10) break;
        }
        EXPECT_EQ(read, rows_.size());
        EXPECT_EQ(early, 0u);
        EXPECT_EQ(late, 0u);
        EXPECT_GT(within, rows_.size() / 4); // the walk is about something
        EXPECT_GT(leap, within / 100);
        fmt::print("{} records, {} due within the walk, {} of them on 1 March; early {}, late {}\n", read,
                   within, leap, early, late);
    }

private:
    static bool is_held(const MadeRow& row, const project::DueDay& own)
    {
        return own.rule != nullptr && !own.rule->together_column.empty() && !row.group.empty();
    }
    std::uint32_t below(std::uint32_t most)
    {
        return std::uniform_int_distribution<std::uint32_t>(0, most - 1)(random_);
    }
    bool once_in(std::uint32_t times) { return below(times) == 0; }
    // One in eight is a 29 February, one in eight the days around it.
    project::Day day_between(std::uint32_t from, std::uint32_t to)
    {
        const std::uint32_t year = from + below(to - from);
        const std::uint32_t draw = below(8);
        if (draw == 0) return (year / 4 * 4) * 10000 + 229;
        if (draw == 1) return year * 10000 + (once_in(2) ? 228 : 301);
        const std::int64_t begin = days_from_civil(year * 10000 + 101);
        return civil_from_days(begin + below(365));
    }
    std::vector<project::RetentionRule> make_rules()
    {
        std::vector<project::RetentionRule> rules(1 + below(4));
        for (std::size_t i = 0; i < rules.size(); ++i) {
            project::RetentionRule& rule = rules[i];
            rule.name = fmt::format("rule-{}", i);
            rule.sources.assign(1, once_in(2) ? '*' : once_in(2) ? 'a' : 'b'); // GCC 12 warns of "a"
            rule.from = std::array{"birth", "last-use", "receipt", "study-end"}[below(4)];
            rule.years = std::array{0u, 1u, 5u, 6u, 18u, 25u}[below(6)];
            if (rule.from == "study-end" || once_in(4)) rule.not_before = day_between(2026, 2048);
            if (once_in(3)) rule.cap_years = 1 + below(25);
            if (i > 0 && once_in(2)) rule.flag_column = "flag";
            if ((rule.from == "birth" || rule.from == "last-use") && once_in(2))
                rule.together_column = "family";
        }
        return rules;
    }
    MadeRow make_row()
    {
        MadeRow row{.set = below(static_cast<std::uint32_t>(sets_.size())),
                    .source = once_in(2) ? "a" : "b",
                    .group = once_in(5) ? std::string() : fmt::format("f{}", below(400)),
                    .receipt = day_between(2024, 2030)};
        for (const project::RetentionRule& rule : sets_[row.set])
            row.facts.push_back({once_in(12) || (rule.from != "birth" && rule.from != "last-use")
                                     ? 0
                                     : day_between(2004, 2030),
                                 rule.flag_column.empty() || once_in(3)});
        return row;
    }
    void write(const std::filesystem::path& path) const
    {
        std::string text;
        for (std::size_t s = 0; s < sets_.size(); ++s)
            for (const project::RetentionRule& rule : sets_[s])
                text += fmt::format("rule\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:d}\t{:d}\n", s, rule.name,
                                    rule.sources, rule.from, rule.years, rule.not_before, rule.cap_years,
                                    !rule.flag_column.empty(), !rule.together_column.empty());
        for (const MadeRow& row : rows_) {
            text += fmt::format("row\t{}\t{}\t{}\t{}", row.set, row.source, row.receipt, row.group);
            for (const project::FromRow& fact : row.facts)
                text += fmt::format("\t{}:{:d}", fact.day, fact.flag);
            text += '\n';
        }
        write_file(path, text);
    }

    std::mt19937_64 random_;
    std::vector<std::vector<project::RetentionRule>> sets_;
    std::vector<MadeRow> rows_;
};

} // namespace gauze::test
