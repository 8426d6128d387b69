// What the bias report says, for people and for programs.
#include "engine/linkage/bias.hpp"

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

constexpr double chance = .05; // of an interval to exclude the truth

template <typename T>
void set(Json& json, std::string_view key, const std::optional<T>& value)
{
    if (value)
        json.set(key, *value);
    else
        json.set_null(key);
}

Json json_of(const BiasRow& row)
{
    Json json = Json().set("value", row.value);
    set(json, "records", row.records);
    set(json, "linked", row.linked);
    set(json, "share", row.share);
    json.set("least", row.least).set("most", row.most);
    set(json, "difference", row.difference);
    json.set("differs", row.differs);
    set(json, "expected_false", row.expected_false);
    set(json, "expected_missed", row.expected_missed);
    set(json, "found", row.found);
    return json;
}

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string line_of(const BiasRow& row)
{
    std::string line = fmt::format("  {:<24} {:>10} ", row.value,
                                   row.records ? fmt::format("{}", *row.records) : "withheld");
    if (!row.linked)
        return line + fmt::format("{:>10}   {} to {}\n", "withheld", percent(row.least), percent(row.most));
    line += fmt::format("{:>10}   {} ({} to {}){}", *row.linked, percent(*row.share), percent(row.least),
                        percent(row.most), row.differs ? " *" : "");
    if (row.expected_false)
        line += fmt::format("   false {:.1f}, missed {:.1f}", *row.expected_false, *row.expected_missed);
    return line + '\n';
}

// A lower share may be true. That fewer of the true links are made says that it is not all of it.
std::string finding(const BiasTable& table, const BiasRow& row)
{
    std::string text =
        fmt::format("{} \"{}\": of {}, {} of these records are linked to {} ({} to {}), and {} of all",
                    table.stratum, row.value, table.of, percent(*row.share), table.to, percent(row.least),
                    percent(row.most), percent(*table.whole.share));
    if (row.found && table.whole.found)
        text += fmt::format("; {} of their true links are expected to be found, and {} of all",
                            percent(*row.found), percent(*table.whole.found));
    return text;
}

} // namespace

void add_findings(BiasReport& report)
{
    std::size_t intervals = 0;
    for (const BiasTable& table : report.tables)
        for (const BiasRow& row : table.rows) {
            intervals += row.difference.has_value();
            if (row.differs) report.findings.push_back(finding(table, row));
        }
    if (!report.findings.empty())
        report.findings.push_back(
            fmt::format("{} shares were compared with that of all; were none different, about {:.1f} of the "
                        "intervals would leave it out by chance",
                        intervals, chance * static_cast<double>(intervals)));
}

Json BiasReport::to_json() const
{
    std::vector<Json> list;
    for (const BiasTable& table : tables) {
        std::vector<Json> rows;
        for (const BiasRow& row : table.rows) rows.push_back(json_of(row));
        list.push_back(Json()
                           .set("stratum", table.stratum)
                           .set("of", table.of)
                           .set("to", table.to)
                           .set("all", json_of(table.whole))
                           .set("rows", rows)
                           .set("any_withheld", table.any_withheld));
    }
    return Json().set("smallest_count", smallest_count).set("tables", list).set("findings", findings);
}

std::string BiasReport::in_words() const
{
    std::string words;
    for (const BiasTable& table : tables) {
        words += fmt::format("{}: records of {} that are linked to {}\n", table.stratum, table.of, table.to);
        for (const BiasRow& row : table.rows) words += line_of(row);
        words += line_of(table.whole);
        if (table.any_withheld)
            words +=
                fmt::format("  withheld: fewer than {}, or others could be worked out\n", smallest_count);
    }
    for (const std::string& one : findings) words += fmt::format("! {}\n", one);
    return words;
}

} // namespace gauze::linkage
