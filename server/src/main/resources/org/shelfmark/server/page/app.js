const heading = document.createElement('h1');
heading.textContent = 'Shelfmark';
document.getElementById('app').append(heading);
