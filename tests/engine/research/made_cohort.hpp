// A folder with what reaches a researcher under an agreement: the complete example with a [cohort] of its
// own, a link map with families and households, payload and episodes, all made small and by hand.
#pragma once

#include "engine/project/link_map.hpp"
#include "engine/project/table_file.hpp"
#include "engine/research/cohort.hpp"
#include "tests/engine/project/expect_code.hpp"
#include "tests/engine/project/made_parties.hpp"
#include "tests/engine/research/exchange.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::research {

class GovernedExchange : public Exchange {
protected:
    GovernedExchange() { agree(""); }

    // The example, and what stands here of a cohort.
    void agree(const std::string& cohort) { sign(test::governed_text() + "\n" + cohort); }

    struct Entry {
        unsigned token;
        std::string study_id, family_id = {}, household_id = {};
    };
    void map_of(const std::vector<Entry>& entries, const std::string& recipient = "evaluation")
    {
        const auto has = [&](project::Unit unit) { return policy_.governance->cohort.has(unit); };
        link_map::LinkMap map{policy_.id,
                              policy_.fingerprint(),
                              recipient,
                              "1",
                              {},
                              has(project::Unit::family),
                              has(project::Unit::household)};
        for (const Entry& one : entries)
            map.entries.push_back(
                {*row_token_from(token_text(one.token)), one.study_id, one.family_id, one.household_id});
        fs::remove(path("map.table"));
        link_map::write(path("map.table"), std::move(map));
    }

    // A file of one kind; `table` is for episodes. Rows are sorted by token, and stay as given otherwise.
    fs::path file(const std::string& name, std::string_view kind, const std::string& party,
                  std::vector<std::string> columns, std::vector<Row> rows, const std::string& table = "",
                  const std::string& recipient = "evaluation")
    {
        std::ranges::stable_sort(rows, {}, &Row::token);
        Json about;
        about.set("project", policy_.id).set("policy", policy_.fingerprint()).set("party", party);
        about.set("recipient", recipient).set("rows", rows.size());
        if (!table.empty()) about.set("table", table);
        columns.insert(columns.begin(), "row_token");
        fs::remove(path(name));
        project::TableWriter writer(path(name), kind, columns, about, FileMode::owner_only);
        for (const Row& row : rows) {
            const std::string token = token_text(row.token);
            std::vector<std::string_view> cells{token};
            cells.insert(cells.end(), row.cells.begin(), row.cells.end());
            writer.row(cells);
        }
        writer.close();
        return path(name);
    }
    fs::path sent(const std::string& party, std::vector<std::string> columns, std::vector<Row> rows,
                  const std::string& recipient = "evaluation")
    {
        return file(party + ".payload", "payload", party, std::move(columns), std::move(rows), "", recipient);
    }

    fs::path withdrawn(const std::string& party, const std::vector<unsigned>& tokens,
                       const std::string& reason = "withdrawn")
    {
        const fs::path name = path(party + ".withdrawal");
        project::TableWriter writer(name, "withdrawal", {"row_token", "reason"},
                                    Json().set("project", policy_.id).set("party", party),
                                    FileMode::owner_only);
        for (const unsigned token : tokens) {
            const std::string text = token_text(token);
            writer.row(std::vector<std::string_view>{text, reason});
        }
        writer.close();
        return name;
    }
};

} // namespace gauze::research
