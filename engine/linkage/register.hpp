// The register of persons: what makes runs incremental. It knows every row token that earlier runs have
// linked, the person each was counted to, and every person id that was ever given, so that a later run keeps
// ids where persons stay the same and says what became of them where they do not.
//
// A run is given the register of the run before and writes a new one into its output folder, which appears
// whole or not at all; the old file is never touched. So a run that dies, or is thrown away, has changed
// nothing, and the next run is given the register of the output folder that is kept.
//
// Rules, where "earlier" is by the row tokens of this run that the register knows (design README, section 5):
//   - An earlier person's heir is the person that has most of its records now; of equals the one with the
//     smallest token among them. The heir keeps the id. All others of its records were split off or moved.
//   - Who is heir of several has merged them: the id of the oldest (lowest run, then smallest first token)
//     survives, the others are retired and point to it. A retired id is never given again.
//   - Who is heir of none is new, and gets 128 bits of HMAC of its smallest token, or, where that id was used
//     before, of the token and a counter (Identity::PersonIds::of).
//   - Records that this run does not have stay where they were, and follow their person if it is retired.
//
// Row tokens are random for each submission, so a custodian that encodes anew sends tokens that no register
// knows. To carry ids over, link its earlier submission in the same run (docs/file-formats.md, register).
#pragma once

#include "bloom/base/json.hpp"
#include "bloom/base/row_token.hpp"
#include "engine/linkage/identity.hpp"
#include "engine/linkage/links.hpp"
#include "engine/linkage/receive.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gauze::linkage {

// What happened to a person in a run. The person that is unchanged, or only has new records, has no event.
struct RegisterEvent {
    enum class Kind {
        born,   // a new person with no earlier record; not kept in the register, whose persons say `since`
        merged, // `person` took over all that `other` still was; the id `other` is retired
        split,  // the new `person` has records that were `other`'s, which lives on or is retired too
        moved   // `person`, which is not new, has records that were `other`'s, which others have most of
    };
    std::uint32_t run = 0;
    Kind kind = Kind::born;
    PersonId person{}, other{}; // other: zero for the new
    std::uint32_t records = 0;  // of this run that `person` has of `other`; all of them for the new
    auto operator<=>(const RegisterEvent&) const = default;
};
std::string_view to_text(RegisterEvent::Kind kind); // "new", "merged", "split", "moved"

struct Register {
    struct KnownPerson {
        PersonId id{};
        RowToken first;            // its smallest token when it was named
        std::uint32_t since = 0;   // run, from 1
        std::uint32_t retired = 0; // run; 0: it is not
        PersonId into{};           // who took it over, if it is retired
        bool operator==(const KnownPerson&) const = default;
    };
    struct KnownRecord {
        RowToken token;
        std::uint32_t person = 0; // index into `persons`, none that is retired
        std::uint32_t first_run = 0, last_run = 0;
        bool operator==(const KnownRecord&) const = default;
    };
    std::string project;
    std::uint32_t runs = 0;                  // so far
    std::vector<KnownPerson> persons = {};   // by id; those retired too
    std::vector<KnownRecord> records = {};   // by token
    std::vector<RegisterEvent> history = {}; // by run, then kind and persons; without the new

    // The person that this id is now, or nothing for an id that was never given.
    const KnownPerson* current(const PersonId& id) const;
    bool operator==(const Register&) const = default;
};

struct Named {
    std::vector<RegisterEvent> history;                       // of this run, the new included; sorted
    Register next;                                            // what the next run is given
    std::uint64_t kept = 0;                                   // persons that had their id before
    std::uint64_t born = 0, merged = 0, split = 0, moved = 0; // events
    Json to_json() const; // {"run", "kept", "new", "merged", "split", "moved"}
};

// Gives every person its id: without an earlier register that of its smallest token, otherwise by the rules
// above. The same for any order of files, records and persons. `earlier` must be of this project. One thread;
// sorts what there is once, and holds some 80 bytes for each record of the run and of the register.
Named name_persons(std::span<Person> persons, const Parties& parties, const Identity& identity,
                   std::string_view project, const Register* earlier);

// The same for whoever has tokens and no files: `members` are the tokens of all persons, each once, with the
// person's place in `ids`, which is filled. Every person has a member.
struct Member {
    RowToken token;
    std::uint32_t person = 0;
};
Named name_members(std::vector<Member> members, std::span<PersonId> ids, const Identity& identity,
                   std::string_view project, const Register* earlier);

// As a table file (kind "register"; docs/file-formats.md), readable by its owner only, bound to the project
// and to the linkage unit's identity.
void write_register(const std::filesystem::path& path, const Register& reg, const Identity& identity);
// Throws Error(refused) for the register of another project or another identity, Error(bad_data) for one that
// is damaged or contradicts itself, Error(input_missing) where there is none.
Register read_register(const std::filesystem::path& path, std::string_view project, const Identity& identity);

// This run's events as a table file (kind "history"): run, event, person, other, records.
void write_history(const std::filesystem::path& path, std::span<const RegisterEvent> history,
                   const Json& about);

} // namespace gauze::linkage
