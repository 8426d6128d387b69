// The NHS National Data Opt-out: a party sends the NHS numbers that it means to use and gets back a cleaned
// list of those that it may use. Who opted out is simply missing, so whoever is not in the list is out. Both
// files have one form:
//
//     8HQ50OT001-030626-0001.dat      mailbox, day (DDMMYY; YYYYMMDD is read as well), four-digit number
//     9434765919,                     one NHS number a line, a comma behind each, lines end in LF alone
//
// No opt-out is stored against a record: the list is held as keyed prints while the rows pass, and only the
// total of those left out is ever written.
//
// Refusals (Error(refused)), none with a number: opt-out-name, opt-out-stale, opt-out-in-future,
// opt-out-empty, opt-out-crlf, opt-out-no-comma, opt-out-not-a-number, opt-out-check-digit,
// opt-out-cut-short, opt-out-twice.
#pragma once

#include "engine/custodian/release/keyed_prints.hpp"
#include "engine/project/governance.hpp"

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace gauze::custodian {

class OptOutList {
public:
    // Reads the file through a small window; 16 bytes are held for each number. `most_days`: an older list,
    // by the day in its name, is refused.
    OptOutList(const std::filesystem::path& path, std::uint32_t most_days, project::Day today);
    // `nhs_number`: ten digits. One thread.
    bool allows(std::string_view nhs_number);
    std::size_t numbers() const noexcept { return allowed_.size(); }
    project::Day made_on() const noexcept { return made_on_; }

private:
    KeyedPrints prints_;
    std::vector<Print> allowed_;
    project::Day made_on_ = 0;
};

// The day in the name of such a file; throws as above (opt-out-name).
project::Day day_in_name(const std::filesystem::path& path);

// Writes the distinct valid NHS numbers of one column, ascending, as the file
// FOLDER/MAILBOX-DDMMYY-NUMBER.dat for its owner alone. Rows without a valid number are counted; eight bytes
// are held for each number, and wiped. `sequence`: 0 to 9999. Throws Error for a mailbox that is not of
// capitals and digits.
struct OptOutRequest {
    std::filesystem::path file; // what was written
    std::uint64_t rows = 0, numbers = 0, without_number = 0;
};
OptOutRequest write_opt_out_request(const std::filesystem::path& input, std::string_view column,
                                    std::string_view mailbox, std::uint64_t sequence,
                                    const std::filesystem::path& folder, project::Day today);

} // namespace gauze::custodian
