const PICTURES: [(&str, &[u8]); 12] = pictures![
    "0333c697c8d1686f8f7afe1ed15d3421.jpg",
    "1cb0857ef00316ba2b176c5efe9f9ce0.jpg",
    "4a9d1de6a504e61d9bf653f01098e141.jpg",
    "549db2c6fbb1dad664413a843d431a9c.jpg",
    "7a0008e8866f0869c1d3d955a0342a0a.jpg",
    "8c3efff12d4542757664776347098819.jpg",
    "a1af0b40e573c6a7f581ef05895bab86.jpg",
    "b8d150164218ddac28fd575fdabbb7ce.jpg",
    "c001f779543d26129ed50631455a5c44.jpg",
    "cea4579bdd3b879c652dc981d3aff9bb.jpg",
    "db0b14b4cd4a99c0538a06ee87e81ca1.jpg",
    "e19a8ff4793ede209875d17cd61ed1ca.jpg",
];
