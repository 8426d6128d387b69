# Included by the root file's project() call: links PLANTED into INTO when the root file has been read to its end, but
# before the wall is checked.
cmake_language(EVAL CODE "
  cmake_language(DEFER DIRECTORY [[${CMAKE_SOURCE_DIR}]] CALL target_link_libraries ${INTO} PRIVATE ${PLANTED})")
