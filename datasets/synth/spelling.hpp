// How a custodian's system writes things down: in capitals, without accents, with streets cut short.
#pragma once

#include <string>
#include <string_view>

namespace gauze::synth {

// "Zoë" to "Zoe", "Łukasz" to "Lukasz". A letter that is not known becomes '?', as old systems do.
std::string without_accents(std::string_view text);
// The same in capitals: "ZOE".
std::string in_capitals(std::string_view text);
// "14 Station Road" to "14 Station Rd".
std::string with_short_street(std::string_view address_line);
// "LS12 3AB" to "LS123AB".
std::string without_blanks(std::string_view text);

// Appends one line of CSV (RFC 4180) cell by cell. A cell is quoted when it holds a comma, a quote or a line
// break.
class CsvLine {
public:
    explicit CsvLine(std::string& out) : out_(out) {}
    CsvLine& cell(std::string_view text);
    CsvLine& cells(std::string_view written); // one or more that are written as CSV already
    void end(std::string_view line_end) { out_ += line_end, first_ = true; }

private:
    std::string& out_;
    bool first_ = true;
};

} // namespace gauze::synth
