// Stands for a custodian's source that was compiled into a linkage program without any link line showing it.
namespace gauze::custodian {

int rows_with_a_name(int rows) { return rows; }

} // namespace gauze::custodian
