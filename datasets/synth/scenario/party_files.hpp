// Everything a scenario writes, held until it is complete: the parties' files, what was planted in them and
// the truth. Writing shuffles each file's rows, so that their order says nothing; only the truth knows which
// row is whose.
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/output_folder.hpp"
#include "datasets/synth/scenario/table.hpp"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace gauze::synth::scenario {

// A trap: what was planted, how much of it the page asks for, and where it is.
struct Planted {
    std::string name;   // "blank consent"
    std::string stated; // "13 % of the rows of council and charity"
    struct Where {
        const Table* table;
        std::size_t row; // as made; the file's row number is known when it is written
    };
    std::vector<Where> rows;
    std::vector<PersonNumber> people; // planted in who they are, not in a row

    void add(const Table& table, std::size_t row) { rows.push_back({&table, row}); }
    std::size_t count() const noexcept { return rows.size() + people.size(); }
};

// A party of the scenario, with or without files.
struct Party {
    std::string name, role; // "custodian", "intake", "linkage unit", "researcher", "reader", "recipient"
};

struct Somebody; // cast.hpp

class PartyFiles {
public:
    explicit PartyFiles(Seed seed) : seed_(seed) {}

    // In the order in which they are to be listed. References stay good.
    void party(std::string_view name, std::string_view role);
    Table& file(std::string party, std::string file, Cells columns, std::string_view reference = {});
    // A plain list, one entry a line, no header; sorted when written.
    std::vector<std::string>& list(std::string party, std::string file);
    // A file of the truth; its rows keep their order.
    Table& truth(std::string file, Cells columns);
    // Adds a line to truth/persons.csv, once for each person; the country it is of is named in the manifest.
    void person(const Somebody& who);
    // One entry for each name, however often it is asked for.
    Planted& planted(const std::string& name, std::string_view stated);
    // A statistic that was planted, with the members that its kind needs.
    void statistic(const Json& statistic) { statistics_.push_back(statistic); }

    Seed seed() const noexcept { return seed_; }
    // Writes all of it below `folder`, without committing it, and returns the manifest, with `about` as its
    // beginning. Files in parallel; the bytes do not depend on it.
    Json write(const OutputFolder& folder, bool hostile, Json about) const;

private:
    struct List {
        std::string party, file;
        std::vector<std::string> lines;
    };
    friend class Writing;
    Seed seed_;
    std::vector<Party> parties_;
    std::deque<Table> files_, truths_;
    std::deque<List> lists_;
    std::deque<Planted> planted_;
    std::map<PersonNumber, std::string> persons_; // a line each
    std::vector<Json> statistics_;
    std::string world_edition_, names_edition_;
};

} // namespace gauze::synth::scenario
