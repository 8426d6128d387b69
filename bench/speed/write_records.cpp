// Writes made-up six-field records as CSV, for measuring the program from outside.
//
//     build/release/bin/write_records ROWS > records.csv
//     build/release/bin/write_records policy PROFILE > policy.toml
#include "bench/speed/made_records.hpp"

#include <cstdlib>
#include <iostream>

int main(int argc, char** argv)
{
    using namespace gauze::speed;
    if (argc == 3 && std::string_view(argv[1]) == "policy") {
        std::cout << fmt::format(
            "[project]\nid = \"bench\"\nprofile = \"{}\"\nmost_repeats = \"1\"\n[[party]]\nname = \"p\"\n{}",
            argv[2], made_fields);
        return 0;
    }
    const long long rows = argc == 2 ? std::atoll(argv[1]) : 0;
    if (rows <= 0) {
        std::cerr << "how many rows?\n";
        return 2;
    }
    MadeRecords made(1);
    std::string text(made_header);
    for (long long r = 0; r < rows; ++r) {
        made.append(text);
        if (text.size() < (1u << 20)) continue;
        std::cout << text;
        text.clear();
    }
    std::cout << text;
    return std::cout.flush() ? 0 : 74;
}
